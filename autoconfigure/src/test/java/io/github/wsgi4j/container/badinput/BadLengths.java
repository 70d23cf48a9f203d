package io.github.wsgi4j.container.badinput;

import java.util.stream.Stream;

import io.github.wsgi4j.container.support.Contract;

/**
 * Requests whose {@code Content-Length} says more than one thing, or nothing.
 */
final class BadLengths {

	private BadLengths() {
	}

	static Stream<BadInput> all() {
		return Stream.of(refused("length that is no number", "abc"), refused("empty length", ""),
				refused("negative length", "-5"), refused("negative zero", "-0"), refused("length with a sign", "+5"),
				refused("hexadecimal length", "0x5"), refused("length with a fraction", "5.0"),
				refused("length with an exponent", "5e0"), refused("length with a space within", "5 5"),
				refused("length with an underscore", "1_0"), refused("length with a comma behind it", "5,"),
				refused("length in quotes", "\"5\""), refused("length with a superscript digit", "\u00B2"),
				refused("length over 63 bits", "9223372036854775808"),
				refused("length over 64 bits that ends like a small one", "18446744073709551621"),
				refused("vertical tab behind the length", "5\u000B"), refused("form feed before the length", "\f5"),
				refused("NUL behind the length", "5\u0000"), refused("list of two lengths", "5, 6"),
				refused("list of two equal lengths", "5, 5"), refused("two lengths", "5", "Content-Length: 6"),
				refused("two equal lengths", "5", "Content-Length: 5"),
				refused("two lengths in other cases", "5", "content-length: 0"),
				refused("length and a folded one", "5\r\n ,6"),
				refused("length and an empty one", "5", "Content-Length:"),
				BadInput.refused(400, "9112 5.1", "space before the colon of the length",
						Contract.request("POST", "/", "Content-Length : 5") + "hello" + BadInput.SMUGGLED),
				BadInput.lastServed("9112 6.3", "two lengths on HTTP/1.0, of which the first counts",
						Contract.http10("POST", "/", "Connection: keep-alive", "Content-Length: 5", "Content-Length: 9")
								+ "hello" + BadInput.SMUGGLED,
						"POST / hello"),
				BadInput.refused(400, "9110 8.6", "list of lengths on HTTP/1.0",
						Contract.http10("POST", "/", "Content-Length: 5, 6") + "hello" + BadInput.SMUGGLED),
				BadInput.refused(413, "9110 15.5.14", "length that nobody can send",
						Contract.request("POST", "/", "Content-Length: 9223372036854775807") + BadInput.SMUGGLED),
				BadInput.served("9110 8.6", "length with zeros before it",
						Contract.request("POST", "/", "Content-Length: 005") + "hello", "POST / hello"),
				BadInput.served("9110 5.6.3", "length between tabs",
						Contract.request("POST", "/", "Content-Length:\t5\t") + "hello", "POST / hello"),
				BadInput.served("9110 9.3.1", "body of a GET",
						Contract.get("/", "Content-Length: " + BadInput.SMUGGLED.length()) + BadInput.SMUGGLED,
						"GET / " + BadInput.SMUGGLED),
				BadInput.served("9112 6.3", "length with an underscore in its name is none",
						Contract.request("POST", "/", "Content_Length: 5") + Contract.get("/second"), "POST /",
						"GET /second"),
				BadInput.refused(400, "9112 6.3", "WebSocket of a draft, whose body has no length",
						Contract.get("/", "Sec-WebSocket-Key1: a", "Sec-WebSocket-Key2: b") + "12345678"
								+ BadInput.SMUGGLED));
	}

	private static BadInput refused(String name, String length, String... more) {
		String[] headers = Stream.concat(Stream.of("Content-Length: " + length), Stream.of(more))
			.toArray(String[]::new);
		return BadInput.refused(400, "9110 8.6", name,
				Contract.request("POST", "/", headers) + "hello" + BadInput.SMUGGLED);
	}

}
