package io.github.wsgi4j.container.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.fault.Fault.Ending;
import io.github.wsgi4j.container.support.ScriptedBody;

/**
 * Statuses and headers with which an application would split its response, or take it out
 * of the server's hands. What refuses them is one pure function, which knows no mode.
 */
final class RefusedHeads {

	private RefusedHeads() {
	}

	static Stream<Fault> all() {
		List<Fault> faults = new ArrayList<>();
		for (String status : Arrays.asList(null, "", "200", "200 ", "200OK", "20 OK", "2000 OK", " 200 OK", "200  OK",
				"abc OK", "-20 OK", "+20 OK", "\u0662\u0660\u0660 OK", "100 Continue", "101 Switching Protocols",
				"103 Early Hints", "199 Nothing", "200 OK\r\nX-A: b", "200 OK\n", "200 OK\r", "200 O\u0000K",
				"200 O\u007FK", "200 \u0100K", "HTTP/1.1 200 OK")) {
			faults.add(head("status '" + status + "'", status, Header.of("X-A", "b")));
		}
		for (String name : List.of("", " ", "X A", "X-A:", "X-A ", "X-A\r\nX-B", "X-A\n", "X\u0000A", "X\u0001A",
				"X\u007FA", "\u00C4", "\u0100", "X(A", "\"X\"", "Connection", "keep-alive", "Proxy-Authenticate",
				"Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Trailers", "Transfer-Encoding",
				"UPGRADE")) {
			faults.add(head("header '" + name + "'", "200 OK", Header.of(name, "b")));
		}
		for (String value : List.of("a\r\nX-B: c", "a\r\n\r\nbody", "a\nX-B: c", "a\rb", "\n", "a\u0000b", "a\u0001b",
				"a\u007Fb", "a\u000Bb", "a\u0085\u0100", "\uD83D\uDE00", "a\r\n folded")) {
			faults.add(head("value '" + value + "'", "200 OK", Header.of("X-A", value)));
		}
		for (String length : List.of("", "abc", "-1", "+1", "1.0", "0x1", "1, 1", " 1 1", "\u0661",
				"99999999999999999999")) {
			faults.add(head("Content-Length '" + length + "'", "200 OK", Header.of("Content-Length", length)));
		}
		faults.add(head("two Content-Lengths", "200 OK", Header.of("Content-Length", "1"),
				Header.of("content-length", "2")));
		faults.add(head("no header in the list", "200 OK", Header.of("X-A", "b"), null));
		faults.add(Fault.of("no list of headers", (scene, environ, start) -> {
			start.call("200 OK", null);
			return Body.empty();
		}).ends(500, Ending.KEPT).logs(1));
		return faults.stream().map(Fault::inOneMode);
	}

	private static Fault head(String name, String status, Header... headers) {
		return Fault.of("application's " + escaped(name), (scene, environ, start) -> {
			start.call(status, Arrays.asList(headers));
			return scene.steps(ScriptedBody.block("x"));
		}).ends(500, Ending.KEPT).logs(1);
	}

	private static String escaped(String text) {
		StringBuilder escaped = new StringBuilder();
		text.chars()
			.forEach((c) -> escaped
				.append((c < ' ' || c > '~') ? "<" + Integer.toHexString(c) + ">" : Character.toString(c)));
		return escaped.toString();
	}

}
