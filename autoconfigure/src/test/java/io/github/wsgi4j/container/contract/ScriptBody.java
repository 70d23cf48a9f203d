package io.github.wsgi4j.container.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The body that a {@link Script} returns. Each but a list and an input notes "close" when
 * it is closed.
 *
 * @param kind the kind
 * @param text a file, or what a stream has
 * @param number where a file begins
 * @param blockSize the size of the blocks of a file or a stream
 * @param steps the steps of the iteration, whose blocks are given one by one
 * @param onClose the steps of the close
 */
public record ScriptBody(Kind kind, @Nullable String text, int number, int blockSize, List<Step> steps,
		List<Step> onClose) {

	static final String CLOSE = "close";

	public static ScriptBody list(String... blocks) {
		return steps(Kind.LIST, Stream.of(blocks).map(Step::block).toArray(Step[]::new));
	}

	/**
	 * A list that can be closed.
	 */
	public static ScriptBody closeableList(String... blocks) {
		return steps(Kind.CLOSEABLE_LIST, list(blocks).steps.toArray(Step[]::new));
	}

	/**
	 * A body whose length is not known before its end.
	 */
	public static ScriptBody blocks(String... blocks) {
		return steps(list(blocks).steps.toArray(Step[]::new));
	}

	public static ScriptBody steps(Step... steps) {
		return steps(Kind.STEPS, steps);
	}

	public static ScriptBody steps(Kind kind, Step... steps) {
		return new ScriptBody(kind, null, 0, 0, List.of(steps), List.of());
	}

	/**
	 * A file in the server's wrapper.
	 */
	public static ScriptBody file(Path file, int position, int blockSize) {
		return new ScriptBody(Kind.FILE, file.toString(), position, blockSize, List.of(), List.of());
	}

	/**
	 * A stream that is no file in the server's wrapper.
	 */
	public static ScriptBody stream(String text, int blockSize) {
		return new ScriptBody(Kind.STREAM, text, 0, blockSize, List.of(), List.of());
	}

	/**
	 * The request's own input.
	 */
	public static ScriptBody input() {
		return steps(Kind.INPUT);
	}

	/**
	 * No body at all.
	 */
	public static ScriptBody nothing() {
		return steps(Kind.NOTHING);
	}

	ScriptBody closing(Step... onClose) {
		return new ScriptBody(this.kind, this.text, this.number, this.blockSize, this.steps, List.of(onClose));
	}

	@Override
	public String toString() {
		return this.kind + " " + this.steps;
	}

	public enum Kind {

		LIST, CLOSEABLE_LIST, STEPS, FILE, STREAM, INPUT, NOTHING

	}

}
