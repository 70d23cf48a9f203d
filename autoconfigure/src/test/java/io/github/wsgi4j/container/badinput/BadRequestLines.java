package io.github.wsgi4j.container.badinput;

import java.util.stream.Stream;

import io.github.wsgi4j.container.support.Contract;

/**
 * First lines that are none, and methods and versions that are not spoken.
 */
final class BadRequestLines {

	private static final String HOST = "\r\nHost: localhost\r\n\r\n";

	private BadRequestLines() {
	}

	static Stream<BadInput> all() {
		return Stream.of(refused("garbage", "GARBAGE"), refused("garbage in binary", "\u0016\u0003\u0001\u0000\u00FF"),
				refused("HTTP/0.9", "GET /"), refused("unknown protocol", "GET / SPAM/1.1"),
				refused("version without a dot", "GET / HTTP/11"), refused("version with a comma", "GET / HTTP/1,1"),
				refused("version of two digits", "GET / HTTP/1.10"),
				refused("space within the version", "GET / HTTP /1.1"), refused("a fourth word", "GET / HTTP/1.1 more"),
				refused("space behind the version", "GET / HTTP/1.1 "),
				refused("tab behind the version", "GET / HTTP/1.1\t"),
				refused("HTTP/2.0 on a connection of HTTP/1.1", "GET / HTTP/2.0"),
				BadInput.refused(400, "9113 3.4", "preface of HTTP/2",
						"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + BadInput.SMUGGLED),
				refused(505, "9110 15.6.6", "HTTP/1.2", "GET / HTTP/1.2"),
				refused(505, "9110 15.6.6", "HTTP/0.9 that says so", "GET / HTTP/0.9"),
				refused(505, "9110 15.6.6", "HTTP/3.0", "GET / HTTP/3.0"),
				refused("header of a proxy's protocol", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\nGET / HTTP/1.1"),
				refused("method with a separator", "GE(T / HTTP/1.1"),
				refused("method with an at sign", "G@T / HTTP/1.1"), refused("method with a colon", "GET: / HTTP/1.1"),
				refused("method with a NUL", "GE\u0000T / HTTP/1.1"),
				refused("method beyond ASCII", "G\u00CBT / HTTP/1.1"), refused("no method", " / HTTP/1.1"),
				refused("bare line feed behind the line", "GET / HTTP/1.1\nX-A: b"),
				refused("bare carriage return behind the line", "GET / HTTP/1.1\rX-A: b"),
				refused("NUL before the method", "\u0000GET / HTTP/1.1"),
				refused(501, "9110 9.3.6", "CONNECT", "CONNECT example.org:443 HTTP/1.1"),
				refused(501, "9110 9.3.6", "CONNECT of a path", "CONNECT /admin HTTP/1.1"),
				refused(501, "9110 9.3.6", "CONNECT of nothing", "CONNECT * HTTP/1.1"),
				refused(414, "9112 3", "line that is too long", "GET /" + "x".repeat(10_000) + " HTTP/1.1"),
				refused(414, "9112 3", "method that is too long", "X".repeat(10_000) + " / HTTP/1.1"),
				served("9110 9.1", "method in lower case is another one", "get / HTTP/1.1", "get /"),
				served("9110 9.1", "method of odd letters", "!#$%&'*+-.^_`|~0 / HTTP/1.1", "!#$%&'*+-.^_`|~0 /"),
				served("9112 2.3", "protocol in lower case", "GET / http/1.1", "GET /"),
				served("9112 2.2", "empty lines before a request", "\r\n\r\nGET / HTTP/1.1", "GET /"),
				served("9112 3", "spaces and tabs between the words", "GET \t /  HTTP/1.1", "GET /"),
				BadInput.served("9112 9.3", "another request at once", Contract.get("/") + Contract.get("/second"),
						"GET /", "GET /second"));
	}

	private static BadInput refused(String name, String line) {
		return refused(400, "9112 3", name, line);
	}

	private static BadInput refused(int status, String rule, String name, String line) {
		return BadInput.refused(status, rule, name, line + HOST + BadInput.SMUGGLED);
	}

	private static BadInput served(String rule, String name, String line, String call) {
		return BadInput.served(rule, name, line + HOST, call);
	}

}
