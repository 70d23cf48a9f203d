package io.github.wsgi4j.container.badinput;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a malicious client may send on one connection, and what has to become of it.
 *
 * @param name what is wrong with it
 * @param rule the section of the RFC that says so
 * @param bytes what is sent, as latin-1 characters
 * @param statuses the statuses of all responses
 * @param calls what the applications are called for: method, path and body
 * @param kept whether the connection must be good for another request
 */
public record BadInput(String name, String rule, String bytes, List<Integer> statuses, List<String> calls,
		boolean kept) {

	/**
	 * A request that nothing but a server which was deceived takes for one.
	 */
	static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

	/**
	 * All of them.
	 */
	public static Stream<BadInput> all() {
		return Stream
			.of(BadLengths.all(), BadCodings.all(), BadChunks.all(), BadRequestLines.all(), BadTargets.all(),
					BadHosts.all(), BadHeaders.all())
			.flatMap((inputs) -> inputs);
	}

	/**
	 * A request that is refused and ends its connection.
	 */
	static BadInput refused(int status, String rule, String name, String bytes) {
		return new BadInput(name, rule, bytes, List.of(status), List.of(), false);
	}

	/**
	 * A request that is refused although its end is known.
	 */
	static BadInput refusedAlone(int status, String rule, String name, String bytes) {
		return new BadInput(name, rule, bytes, List.of(status), List.of(), true);
	}

	/**
	 * Requests that are served, and the last one is the last of its connection.
	 * @param calls what the applications are called for
	 */
	static BadInput lastServed(String rule, String name, String bytes, String... calls) {
		return new BadInput(name, rule, bytes, Collections.nCopies(calls.length, 200), Arrays.asList(calls), false);
	}

	/**
	 * Requests that are served.
	 * @param calls what the applications are called for
	 */
	static BadInput served(String rule, String name, String bytes, String... calls) {
		return new BadInput(name, rule, bytes, Collections.nCopies(calls.length, 200), Arrays.asList(calls), true);
	}

	@Override
	public String toString() {
		return this.name + " (RFC " + this.rule + ")";
	}

}
