package io.github.wsgi4j.container.fault;

import java.util.Map;
import java.util.stream.Stream;

import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;

/**
 * Something that goes wrong with one request, and the state in which it leaves things.
 */
public final class Fault {

	private static final String TARGET = "{path}";

	private final String name;

	private final Plot plot;

	private String request = "GET " + TARGET + " HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private int status = 200;

	private Ending ending = Ending.KEPT;

	private int closes;

	private int lines;

	private boolean blocking;

	private boolean streamed;

	private Reach reach = Reach.EVERY_MODE;

	private Departure departure = Departure.NONE;

	private Moment moment = Moment.AT_ONCE;

	private Fault(String name, Plot plot) {
		this.name = name;
		this.plot = plot;
	}

	public static Stream<Fault> all() {
		return Stream.of(ThrowingFaults.all(), LeavingFaults.all(), MisuseFaults.all(), RefusedHeads.all())
			.flatMap((faults) -> faults);
	}

	static Fault of(String name, Plot plot) {
		return new Fault(name, plot);
	}

	/**
	 * Those that can happen to a stream of HTTP/2. What is wrong with a head is found
	 * before it matters what it is sent with.
	 */
	public static Stream<Fault> ofHttp2() {
		return Stream.of(ThrowingFaults.ofHttp2(), LeavingFaults.ofHttp2(), MisuseFaults.all())
			.flatMap((faults) -> faults)
			.filter((fault) -> !fault.request.contains("HTTP/1.0"));
	}

	/**
	 * What the client sends; a mark stands for the path.
	 */
	Fault request(String request) {
		this.request = request;
		return this;
	}

	/**
	 * How the response begins and the connection ends.
	 */
	Fault ends(int status, Ending ending) {
		this.status = status;
		this.ending = ending;
		return this;
	}

	/**
	 * How often a body is closed.
	 */
	Fault closes(int closes) {
		this.closes = closes;
		return this;
	}

	/**
	 * How many lines the log gets.
	 */
	Fault logs(int lines) {
		this.lines = lines;
		return this;
	}

	/**
	 * The client goes away.
	 */
	Fault leaves(Departure departure, Moment moment) {
		this.departure = departure;
		this.moment = moment;
		return this;
	}

	/**
	 * The application holds its thread, which no event loop may suffer.
	 */
	Fault blocking() {
		this.blocking = true;
		return this;
	}

	/**
	 * The application is called before the body of the request is there.
	 */
	Fault streamed() {
		this.streamed = true;
		return this;
	}

	/**
	 * What decides about it is the same in every mode, so another one tells nothing new.
	 */
	Fault inOneMode() {
		this.reach = Reach.ONE_MODE;
		return this;
	}

	/**
	 * What decides about it is how the body of a request is taken, and not on which
	 * thread the application runs.
	 */
	Fault inEachBuffering() {
		this.reach = Reach.EACH_BUFFERING;
		return this;
	}

	public boolean happensIn(ExecutionMode mode, Buffering buffering) {
		boolean reached = switch (this.reach) {
			case EVERY_MODE -> true;
			case EACH_BUFFERING -> mode == ExecutionMode.PLATFORM;
			case ONE_MODE -> mode == ExecutionMode.PLATFORM && buffering == Buffering.STREAM;
		};
		return reached && !(this.blocking && mode == ExecutionMode.EVENT_LOOP)
				&& !(this.streamed && buffering == Buffering.FULL);
	}

	Plot plot() {
		return this.plot;
	}

	String request() {
		return this.request;
	}

	String requestTo(String path) {
		return this.request.replace(TARGET, path);
	}

	int status() {
		return this.status;
	}

	Ending ending() {
		return this.ending;
	}

	int closes() {
		return this.closes;
	}

	int lines() {
		return this.lines;
	}

	Departure departure() {
		return this.departure;
	}

	Moment moment() {
		return this.moment;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * What the application does.
	 */
	@FunctionalInterface
	interface Plot {

		Iterable<byte[]> call(Scene scene, Map<String, Object> environ, StartResponse start) throws Exception;

	}

	/**
	 * In which modes it can differ. The one mode runs on every Java, waits for no thread
	 * of an event loop, and calls the application while the body of a request arrives, so
	 * that all faults can happen in it.
	 */
	private enum Reach {

		EVERY_MODE, EACH_BUFFERING, ONE_MODE

	}

	/**
	 * What becomes of the connection of a client that stays.
	 */
	enum Ending {

		KEPT, CLOSED, BROKEN, RESET

	}

	/**
	 * How a client goes away.
	 */
	enum Departure {

		NONE, CLOSE, HALF_CLOSE, RESET, STREAM_RESET, GO_AWAY

	}

	/**
	 * When a client goes away.
	 */
	enum Moment {

		AT_ONCE, WHEN_REACHED, BEHIND_THE_HEAD, WHEN_REACHED_BEHIND_THE_HEAD, WHEN_THE_THREAD_WAITS

	}

}
