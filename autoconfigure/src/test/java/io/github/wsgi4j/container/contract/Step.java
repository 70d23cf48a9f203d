package io.github.wsgi4j.container.contract;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.Header;
import org.jspecify.annotations.Nullable;

/**
 * One step of a {@link Script}, in its call or in its iteration.
 *
 * @param op what is done
 * @param text a status, a block, a message or a name
 * @param failure how it fails
 * @param headers the headers of a status
 * @param number a size, or how often a block is given
 * @param steps the step that is tried
 */
public record Step(Op op, @Nullable String text, @Nullable Failure failure, @Nullable List<Header> headers, int number,
		List<Step> steps) {

	private static Step of(Op op, @Nullable String text, int number) {
		return new Step(op, text, null, null, number, List.of());
	}

	public static Step start(@Nullable String status, Header... headers) {
		return start(status, List.of(headers));
	}

	public static Step start(@Nullable String status, @Nullable List<Header> headers) {
		return new Step(Op.START, status, null, headers, 0, List.of());
	}

	/**
	 * Calls start_response with an {@code exc_info} whose message is "the reason".
	 */
	public static Step restart(String status) {
		return new Step(Op.RESTART, status, null, List.of(), 0, List.of());
	}

	/**
	 * Gives a block, or what is none.
	 */
	public static Step block(@Nullable String block) {
		return block(block, 1);
	}

	public static Step block(@Nullable String block, int times) {
		return of(Op.BLOCK, block, times);
	}

	public static Step write(String block) {
		return of(Op.WRITE, block, 0);
	}

	/**
	 * Keeps the write of a request for another one.
	 */
	public static Step keepWrite() {
		return of(Op.KEEP, null, 0);
	}

	/**
	 * Writes by what an earlier request has kept.
	 */
	public static Step writeKept(String block) {
		return of(Op.KEPT, block, 0);
	}

	public static Step fail(Failure failure) {
		return fail(failure, failure.message());
	}

	public static Step fail(Failure failure, String message) {
		return new Step(Op.FAIL, message, failure, null, 0, List.of());
	}

	/**
	 * Notes what the input gives.
	 * @param size how much is wanted, or -1 for all
	 */
	public static Step read(int size) {
		return of(Op.READ, null, size);
	}

	public static Step readLine(int size) {
		return of(Op.READ_LINE, null, size);
	}

	/**
	 * Notes the lines that the input gives, with a bar behind each.
	 */
	public static Step readLines(int hint) {
		return of(Op.READ_LINES, null, hint);
	}

	public static Step iterateInput() {
		return of(Op.ITERATE, null, 0);
	}

	/**
	 * Writes to the errors.
	 */
	public static Step print(String text) {
		return of(Op.PRINT, text, 0);
	}

	public static Step flush() {
		return of(Op.FLUSH, null, 0);
	}

	public static Step note(String note) {
		return of(Op.NOTE, note, 0);
	}

	/**
	 * Notes the environ as JSON.
	 */
	public static Step noteEnviron() {
		return of(Op.ENVIRON, null, 0);
	}

	/**
	 * Waits for the test to open a gate.
	 */
	public static Step pause(String gate) {
		return of(Op.PAUSE, gate, 0);
	}

	/**
	 * Notes how a step fails: "argument" and "state" for a mistake of the application, or
	 * "io: " and a message. The application then goes on.
	 */
	public static Step caught(Step step) {
		return new Step(Op.CAUGHT, null, null, null, 0, List.of(step));
	}

	/**
	 * Notes how a step fails, as {@link #caught} does, and fails.
	 */
	public static Step seen(Step step) {
		return new Step(Op.SEEN, null, null, null, 0, List.of(step));
	}

	@Override
	public String toString() {
		return Stream.of(this.op, this.text, this.failure, this.headers, this.steps)
			.filter((part) -> part != null && !List.of().equals(part))
			.map(Object::toString)
			.collect(Collectors.joining(" "));
	}

	public enum Op {

		START, RESTART, BLOCK, WRITE, KEEP, KEPT, FAIL, READ, READ_LINE, READ_LINES, ITERATE, PRINT, FLUSH, NOTE,
		ENVIRON, PAUSE, CAUGHT, SEEN

	}

}
