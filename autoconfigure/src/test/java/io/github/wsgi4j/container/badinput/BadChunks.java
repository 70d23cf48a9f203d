package io.github.wsgi4j.container.badinput;

import java.util.stream.Stream;

import io.github.wsgi4j.container.support.Contract;

/**
 * Chunked bodies that end elsewhere for one server than for another.
 */
final class BadChunks {

	private static final String END = "0\r\n\r\n";

	private BadChunks() {
	}

	static Stream<BadInput> all() {
		return Stream.of(refused("size with a minus", "-5\r\nhello\r\n" + END),
				refused("size with a plus", "+5\r\nhello\r\n" + END),
				refused("size with a prefix", "0x5\r\nhello\r\n" + END),
				refused("size that is no number", "g\r\nhello\r\n" + END), refused("empty size", "\r\nhello\r\n" + END),
				refused("extension without a size", ";a=b\r\nhello\r\n" + END),
				refused("size over 31 bits", "80000000\r\nhello\r\n" + END),
				refused("size over 32 bits that ends like a small one", "100000005\r\nhello\r\n" + END),
				refused("size over 64 bits that ends like a small one", "10000000000000005\r\nhello\r\n" + END),
				refused("size in quotes", "\"5\"\r\nhello\r\n" + END),
				refused("size behind an underscore", "_5\r\nhello\r\n" + END),
				refused("bare line feed behind the size", "5\nhello\r\n" + END),
				refused("bare carriage return behind the size", "5\rhello\r\n" + END),
				refused("bare line feed in an extension", "5;a\nhello\r\n" + END),
				refused("bare carriage return in an extension", "5;a\rb\r\nhello\r\n" + END),
				refused("NUL in an extension", "5;a\u0000\r\nhello\r\n" + END),
				refused("quoted extension that is left open", "5;a=\"b\r\nhello\r\n" + END),
				refused("chunk without an end", "5\r\nhello" + END),
				refused("chunk longer than its size", "5\r\nhello, world\r\n" + END),
				refused("bare line feed behind a chunk", "5\r\nhello\n" + END),
				refused("two bare carriage returns behind a chunk", "5\r\nhello\r\r" + END),
				refused("other bytes behind a chunk", "5\r\nhelloXX" + END),
				refused("bare line feeds at the end", "5\r\nhello\r\n0\n\n"),
				refused("bare line feed behind a trailer", "5\r\nhello\r\n0\r\nX-A: b\n\r\n"),
				refused("trailer without a colon", "5\r\nhello\r\n0\r\nX-A\r\n\r\n"),
				refused("trailer without a name", "5\r\nhello\r\n0\r\n: b\r\n\r\n"),
				refused("space before the colon of a trailer", "5\r\nhello\r\n0\r\nX-A : b\r\n\r\n"),
				refused("NUL in a trailer", "5\r\nhello\r\n0\r\nX-A: \u0000\r\n\r\n"),
				refused("request line in the place of a trailer", "5\r\nhello\r\n0\r\n" + BadInput.SMUGGLED),
				served("zeros before the size", "0000000000000005\r\nhello\r\n" + END),
				served("more behind a blank behind the size", "5 more\r\nhello\r\n" + END),
				served("extensions", "5;a=b;c=\"d;e\";f\r\nhello\r\n0;a\r\n\r\n"),
				served("space before an extension", "5 ;a=b\r\nhello\r\n" + END),
				served("trailer", "5\r\nhello\r\n0\r\nX-A: b\r\n\r\n"),
				served("trailer that says a length", "5\r\nhello\r\n0\r\nContent-Length: 50\r\n\r\n"),
				served("trailer that says a coding", "5\r\nhello\r\n0\r\nTransfer-Encoding: identity\r\n\r\n"),
				served("trailer that says a host", "5\r\nhello\r\n0\r\nHost: evil.example\r\n\r\n"),
				BadInput.served("9112 7.1", "request within a chunk",
						Contract.request("POST", "/", "Transfer-Encoding: chunked") + Contract.chunk(BadInput.SMUGGLED)
								+ END,
						"POST / " + BadInput.SMUGGLED));
	}

	private static BadInput refused(String name, String body) {
		return BadInput.refused(400, "9112 7.1", name,
				Contract.request("POST", "/", "Transfer-Encoding: chunked") + body + BadInput.SMUGGLED);
	}

	private static BadInput served(String name, String body) {
		return BadInput.served("9112 7.1", name, Contract.request("POST", "/", "Transfer-Encoding: chunked") + body,
				"POST / hello");
	}

}
