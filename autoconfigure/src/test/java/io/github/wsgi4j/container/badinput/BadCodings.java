package io.github.wsgi4j.container.badinput;

import java.util.stream.Stream;

import io.github.wsgi4j.container.support.Contract;

/**
 * Requests whose {@code Transfer-Encoding} one server decodes and another does not.
 */
final class BadCodings {

	private static final String EMPTY_BODY = "0\r\n\r\n";

	private BadCodings() {
	}

	static Stream<BadInput> all() {
		return Stream.of(refused("coding behind a length", "Content-Length: 5", "Transfer-Encoding: chunked"),
				refused("coding before a length", "Transfer-Encoding: chunked", "Content-Length: 5"),
				refused("coding and a length of zero", "Content-Length: 0", "Transfer-Encoding: chunked"),
				refused("coding and a length that covers more",
						"Content-Length: " + (BadInput.SMUGGLED.length() + EMPTY_BODY.length()),
						"Transfer-Encoding: chunked"),
				refused("coding in capitals and a length", "Content-Length: 5", "TRANSFER-ENCODING: CHUNKED"),
				refused("coding twice", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
				refused("coding twice in a list", "Transfer-Encoding: chunked, chunked"),
				refused("another coding behind it", "Transfer-Encoding: chunked", "Transfer-Encoding: identity"),
				refused("another coding before it", "Transfer-Encoding: x", "Transfer-Encoding: chunked"),
				refused("list with another one behind it", "Transfer-Encoding: chunked, identity"),
				refused("list with another one before it", "Transfer-Encoding: identity, chunked"),
				refused("compressed and chunked", "Transfer-Encoding: gzip, chunked"),
				refused("list with an empty coding", "Transfer-Encoding: , chunked"),
				refused("identity", "Transfer-Encoding: identity"),
				refused("unknown coding", "Transfer-Encoding: rot13"),
				refused("unknown coding and a length", "Transfer-Encoding: rot13", "Content-Length: 5"),
				refused("coding with a letter before it", "Transfer-Encoding: xchunked"),
				refused("coding with a letter behind it", "Transfer-Encoding: chunkedx"),
				refused("coding in quotes", "Transfer-Encoding: \"chunked\""),
				refused("coding with a parameter", "Transfer-Encoding: chunked;a=b"),
				refused("coding with a dot", "Transfer-Encoding: .chunked"),
				refused("empty coding", "Transfer-Encoding:"),
				refused("empty coding and a length", "Transfer-Encoding:", "Content-Length: 5"),
				refused("vertical tab before the coding", "Transfer-Encoding: \u000Bchunked"),
				refused("vertical tab behind the coding", "Transfer-Encoding: chunked\u000B"),
				refused("NUL behind the coding", "Transfer-Encoding: chunked\u0000"),
				refused("letter that is lower-cased to k", "Transfer-Encoding: chun\u00E2\u0084\u00AAed"),
				refused("space before the colon", "Transfer-Encoding : chunked"),
				refused("tab before the colon", "Transfer-Encoding\t: chunked"),
				refused("NUL in the name", "Transfer-\u0000Encoding: chunked"),
				refused("space before the name", " Transfer-Encoding: chunked"),
				refused("coding behind a bare line feed", "X-A: b\nTransfer-Encoding: chunked"),
				refused("coding behind a bare carriage return", "X-A: b\rTransfer-Encoding: chunked"),
				refused("coding on a line of its own", "Transfer-Encoding:\r\n chunked"),
				BadInput.refused(400, "9112 6.1", "coding on HTTP/1.0",
						Contract.http10("POST", "/", "Transfer-Encoding: chunked") + EMPTY_BODY + BadInput.SMUGGLED),
				BadInput.refused(400, "9112 6.1", "coding and a length on HTTP/1.0",
						Contract.http10("POST", "/", "Content-Length: 5", "Transfer-Encoding: chunked") + EMPTY_BODY
								+ BadInput.SMUGGLED),
				served("coding in other cases", "Transfer-encoding: ChunKed"),
				served("tab before the coding", "Transfer-Encoding:\tchunked"),
				BadInput.served("9112 6.3", "coding with an underscore in its name is none",
						Contract.request("POST", "/", "Content-Length: 5", "Transfer_Encoding: chunked") + "5\r\nhe",
						"POST / 5\r\nhe"),
				BadInput.served("9112 5.2", "coding in a folded line is part of the header before",
						Contract.request("POST", "/", "Content-Length: 5", "X-A: b", " Transfer-Encoding: chunked")
								+ "5\r\nhe",
						"POST / 5\r\nhe"));
	}

	private static BadInput refused(String name, String... headers) {
		return BadInput.refused(400, "9112 6.1", name,
				Contract.request("POST", "/", headers) + EMPTY_BODY + BadInput.SMUGGLED);
	}

	private static BadInput served(String name, String... headers) {
		return BadInput.served("9112 7", name,
				Contract.request("POST", "/", headers) + Contract.chunk("hello") + EMPTY_BODY, "POST / hello");
	}

}
