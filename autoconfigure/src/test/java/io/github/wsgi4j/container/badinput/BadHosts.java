package io.github.wsgi4j.container.badinput;

import java.util.stream.Stream;

import io.github.wsgi4j.container.support.Contract;

/**
 * Requests for no host, for two, or for something that is none.
 */
final class BadHosts {

	private BadHosts() {
	}

	static Stream<BadInput> all() {
		return Stream.of(refused("no Host"), refused("two Hosts", "Host: localhost", "Host: evil.example"),
				refused("the same Host twice", "Host: localhost", "Host: localhost"),
				refused("Host and an empty one", "Host: localhost", "Host:"),
				refused("list of hosts", "Host: localhost, evil.example"), refused("space in the host", "Host: a b"),
				refused("path in the host", "Host: localhost/admin"), refused("query in the host", "Host: localhost?a"),
				refused("fragment in the host", "Host: localhost#a"),
				refused("backslash in the host", "Host: localhost\\a"),
				refused("user in the host", "Host: user@localhost"),
				refused("port that is no number", "Host: localhost:x"),
				refused("port with a sign", "Host: localhost:-1"),
				refused("port over 16 bits", "Host: localhost:65536"), refused("two ports", "Host: localhost:80:81"),
				refused("port alone", "Host: :80"), refused("bracket that is left open", "Host: [::1"),
				refused("bracket that was not opened", "Host: ::1]"), refused("name in brackets", "Host: [localhost]"),
				refused("address without brackets", "Host: ::1"), alone("text behind the brackets", "Host: [::1]x"),
				refused("host in quotes", "Host: \"localhost\""), refused("host in angles", "Host: <localhost>"),
				refused("scheme before the host", "Host: http://localhost"),
				refused("escape of no digits in the host", "Host: a%zz"),
				refused("host beyond ASCII", "Host: l\u00F6calhost"), refused("tab in the host", "Host: a\tb"),
				refused("NUL in the host", "Host: a\u0000b"), refused("DEL in the host", "Host: a\u007Fb"),
				refused("space before the colon of the host", "Host : localhost"),
				refused("host in a folded line", "Host: localhost", " evil.example"),
				BadInput.refused(400, "9112 3.2", "two Hosts on HTTP/1.0",
						Contract.http10("GET", "/", "Host: localhost", "Host: evil.example") + BadInput.SMUGGLED),
				BadInput.refused(400, "9112 3.2", "host that is none beside an absolute form",
						"GET http://localhost/ HTTP/1.1\r\nHost: a b\r\n\r\n" + BadInput.SMUGGLED),
				served("empty host", "Host:"), served("host with a dot behind it", "Host: localhost."),
				served("host in capitals", "HOST: LOCALHOST"), refused("host with an empty port", "Host: localhost:"),
				served("host of letters that a name may have", "Host: a-b_c~d!$&'()*+,;=.example"),
				served("host with an escape", "Host: a%20b"), served("host of IPv6", "Host: [2001:db8::1]:8080"),
				served("host of IPv6 and IPv4", "Host: [::ffff:192.0.2.1]"));
	}

	private static BadInput refused(String name, String... headers) {
		return BadInput.refused(400, "9112 3.2", name, request(headers) + BadInput.SMUGGLED);
	}

	private static BadInput alone(String name, String... headers) {
		return BadInput.refusedAlone(400, "9112 3.2", name, request(headers));
	}

	private static BadInput served(String name, String... headers) {
		return BadInput.served("9112 3.2", name, request(headers), "GET /");
	}

	private static String request(String... headers) {
		StringBuilder request = new StringBuilder("GET / HTTP/1.1\r\n");
		Stream.of(headers).forEach((header) -> request.append(header).append("\r\n"));
		return request.append("\r\n").toString();
	}

}
