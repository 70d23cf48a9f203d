package io.github.wsgi4j.container;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom the environ names as client and server, with and without trust in what a proxy
 * says.
 */
class ForwardedHeaderTests {

	@SuppressWarnings("NullAway.Init")
	private static WsgiServer server;

	@BeforeAll
	static void start() {
		server = new WsgiServer();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For: 192.0.2.1", "X-Forwarded-For: 192.0.2.1:99", "X-Forwarded-For: , \"",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: forged.example:99", "X-Forwarded-Host: a, b",
			"X-Forwarded-Port: 99", "X-Forwarded-Prefix: /forged", "X-Forwarded-Ssl: on",
			"Forwarded: for=192.0.2.1;host=forged.example;proto=https", "Forwarded: for=\"[2001:db8::1]:99\"" })
	void nobodyIsTrustedByDefault(String header) {
		Map<String, Object> plain = environ(server, "X-Other: 1");
		Map<String, Object> environ = environ(server, header);
		assertThat(environ).containsEntry("REMOTE_ADDR", "127.0.0.1").doesNotContainKey("HTTPS");
		for (String key : List.of("wsgi.url_scheme", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME", "PATH_INFO")) {
			assertThat(environ).containsEntry(key, plain.get(key));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void theProxyIsTrustedWhereSpringIsToldSo(String strategy) {
		try (WsgiServer trusting = new WsgiServer("server.forward-headers-strategy=" + strategy)) {
			assertThat(environ(trusting, "X-Forwarded-For: 192.0.2.1")).containsEntry("REMOTE_ADDR", "192.0.2.1");
			assertThat(environ(trusting, "X-Forwarded-Proto: https")).containsEntry("wsgi.url_scheme", "https")
				.containsEntry("HTTPS", "on");
			assertThat(environ(trusting, "X-Forwarded-Host: example.org:99"))
				.containsEntry("SERVER_NAME", "example.org")
				.containsEntry("SERVER_PORT", "99");
			assertThat(environ(trusting, "Forwarded: for=192.0.2.1;host=example.org;proto=https"))
				.containsEntry("REMOTE_ADDR", "192.0.2.1")
				.containsEntry("SERVER_NAME", "example.org")
				.containsEntry("wsgi.url_scheme", "https");
		}
	}

	private static Map<String, Object> environ(WsgiServer server, String header) {
		AtomicReference<Map<String, Object>> seen = new AtomicReference<>(Map.of());
		server.serve((environ, start) -> {
			seen.set(Map.copyOf(environ));
			start.call("200 OK", List.of());
			return Body.text("x");
		});
		String request = "GET /x HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
		assertThat(server.exchange(request).status()).isEqualTo(200);
		return seen.get();
	}

}
