package io.github.wsgi4j.container.badinput;

import java.util.stream.Stream;

import io.github.wsgi4j.container.support.Contract;

/**
 * Header lines that are none, too long or too many, or that want to be something else.
 */
final class BadHeaders {

	private static final String UPGRADE = "Connection: Upgrade, HTTP2-Settings";

	private BadHeaders() {
	}

	static Stream<BadInput> all() {
		return Stream.of(refused("space in a name", "X A: b"), refused("space before the colon", "X-A : b"),
				refused("no name", ": b"), refused("no colon", "X-A"),
				refused("space before the first header", " X-A: b"), refused("NUL in a name", "X\u0000A: b"),
				refused("control character in a name", "X\u0001A: b"), refused("DEL in a name", "X\u007FA: b"),
				refused("bytes beyond ASCII in a name", "X\u00C4: b"), refused("separator in a name", "X(A): b"),
				refused("quotes in a name", "\"X\": b"), refused("NUL in a value", "X-A: b\u0000c"),
				refused("bare carriage return in a value", "X-A: b\rc"),
				refused("bare carriage return at the end of a value", "X-A: b\r"),
				refused("bare line feed in a value", "X-A: b\nX-B: c"),
				refused("bare line feed at the end of the headers", "X-A: b\n\nGET /smuggled HTTP/1.1"),
				refused("vertical tab before a value", "X-A: \u000Bb"), refused("form feed before a value", "X-A: \fb"),
				BadInput.refused(431, "6585 5", "value that is too long",
						Contract.get("/", "X-A: " + "x".repeat(20_000)) + BadInput.SMUGGLED),
				BadInput.refused(431, "6585 5", "name that is too long",
						Contract.get("/", "X".repeat(20_000) + ": b") + BadInput.SMUGGLED),
				BadInput.refused(431, "6585 5", "too many headers",
						Contract.get("/", "X-A: 1\r\n".repeat(5_000) + "X-B: 1") + BadInput.SMUGGLED),
				served("9112 5.2", "folded line", "X-A: b", " c"),
				served("9112 5.2", "line folded with a tab", "X-A: b", "\tc"),
				served("9110 5.5", "empty value", "X-A:"), served("9110 5.5", "value beyond ASCII", "X-A: \u00E4"),
				served("9110 5.1", "name of odd letters", "!#$%&'*+.^`|~: b"),
				served("3875 4.1.18", "name with an underscore", "X_Forwarded_For: 192.0.2.1"),
				served("3875 4.1.18", "two names that differ in an underscore", "X-User: a", "X_User: b"),
				served("3875 4.1.18", "names of other variables", "Content_Type: a/b", "Request_Method: POST",
						"Script_Name: /x", "Path_Info: /smuggled", "Wsgi.Input: a", "Remote_User: root",
						"Remote-User: root"),
				served("9110 10.1.1", "unknown expectation", "Expect: 200-maybe"),
				served("9110 7.8", "upgrade to what is not known", "Connection: Upgrade", "Upgrade: nonsense/9"),
				served("9110 7.8", "upgrade to HTTP/2", UPGRADE, "Upgrade: h2c",
						"HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"),
				served("9110 7.8", "upgrade to a WebSocket", "Connection: Upgrade", "Upgrade: websocket",
						"Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
				served("9110 7.6.1", "connection option that names other headers",
						"Connection: Host, Content-Length, Transfer-Encoding, X-A"),
				served("9110 7.6.2", "hops that are none", "Max-Forwards: -1", "Via: nonsense"),
				BadInput.lastServed("9110 10.1.1", "expectation on HTTP/1.0",
						Contract.http10("POST", "/", "Expect: 100-continue", "Content-Length: 5") + "hello",
						"POST / hello"),
				BadInput.lastServed("9112 9.6", "request behind the last one",
						Contract.get("/", "Connection: close") + BadInput.SMUGGLED, "GET /"));
	}

	private static BadInput refused(String name, String... headers) {
		return BadInput.refused(400, "9112 5", name, Contract.get("/", headers) + BadInput.SMUGGLED);
	}

	private static BadInput served(String rule, String name, String... headers) {
		return BadInput.served(rule, name, Contract.get("/", headers), "GET /");
	}

}
