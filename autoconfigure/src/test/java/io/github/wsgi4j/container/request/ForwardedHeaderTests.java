package io.github.wsgi4j.container.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.WsgiServer;
import io.netty.util.NetUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom the environ names as client and server, with and without trust in what a proxy
 * says.
 */
@OnOldestJava
class ForwardedHeaderTests {

	private static final Map<String, WsgiServer> TRUSTING = new HashMap<>();

	@SuppressWarnings("NullAway.Init")
	private static WsgiServer server;

	@BeforeAll
	static void start() {
		server = new WsgiServer();
	}

	@AfterAll
	static void stop() {
		server.close();
		TRUSTING.values().forEach(WsgiServer::close);
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
		WsgiServer trusting = trusting(strategy);
		assertThat(environ(trusting, "X-Forwarded-For: 192.0.2.1")).containsEntry("REMOTE_ADDR", "192.0.2.1");
		assertThat(environ(trusting, "X-Forwarded-Proto: https")).containsEntry("wsgi.url_scheme", "https")
			.containsEntry("HTTPS", "on");
		assertThat(environ(trusting, "X-Forwarded-Host: example.org:99")).containsEntry("SERVER_NAME", "example.org")
			.containsEntry("SERVER_PORT", "99");
		assertThat(environ(trusting, "Forwarded: for=192.0.2.1;host=example.org;proto=https"))
			.containsEntry("REMOTE_ADDR", "192.0.2.1")
			.containsEntry("SERVER_NAME", "example.org")
			.containsEntry("wsgi.url_scheme", "https");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			Forwarded: proto=/raw/stat?
			Forwarded: host=ex.org/secret?
			Forwarded: for="[::1"
			X-Forwarded-Proto: /secret?
			X-Forwarded-Proto: ftp
			X-Forwarded-Host: ex.org/secret?
			X-Forwarded-Host: ex.org:99999
			X-Forwarded-Host: user@ex.org
			X-Forwarded-Host: ex org
			X-Forwarded-Host: , ex.org
			X-Forwarded-Proto: , https
			X-Forwarded-Port: x
			X-Forwarded-Port: 70000
			X-Forwarded-Prefix: /a?b
			X-Forwarded-Prefix: //evil.example
			X-Forwarded-Prefix: nothing
			X-Forwarded-For: 1.2.3.4/5
			""")
	void whatCannotBeIsRefused(String header) {
		for (String strategy : List.of("native", "framework")) {
			WsgiServer trusting = trusting(strategy);
			trusting.serve((environ, start) -> {
				start.call("200 OK", List.of());
				return Body.text("x");
			});
			assertThat(trusting.exchange("GET /items/5 HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n").status())
				.as(strategy)
				.isEqualTo(400);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			X-Forwarded-For: 2001:db8::1           | REMOTE_ADDR | 2001:db8:0:0:0:0:0:1
			X-Forwarded-For: [2001:db8::1]:99      | REMOTE_ADDR | 2001:db8:0:0:0:0:0:1
			X-Forwarded-For: 203.0.113.7:4711      | REMOTE_ADDR | 203.0.113.7
			X-Forwarded-For: 203.0.113.7, 10.0.0.1 | REMOTE_ADDR | 203.0.113.7
			X-Forwarded-For: unknown               | REMOTE_ADDR | 127.0.0.1
			Forwarded: for="[2001:db8::1]:99"      | REMOTE_ADDR | 2001:db8:0:0:0:0:0:1
			Forwarded: for=_hidden;host=ex.org     | SERVER_NAME | ex.org
			X-Forwarded-Host: ex.org               | HTTP_HOST   | ex.org
			X-Forwarded-Host: ex.org:99            | HTTP_HOST   | ex.org:99
			X-Forwarded-Host: my_app.ex:99         | SERVER_NAME | my_app.ex
			X-Forwarded-Port: 99                   | HTTP_HOST   | localhost:99
			X-Forwarded-Port: 99                   | SERVER_PORT | 99
			X-Forwarded-Prefix: /                  | PATH_INFO   | /x
			X-Forwarded-Prefix: /                  | SCRIPT_NAME | ``
			X-Forwarded-Prefix: /myapp,/           | SCRIPT_NAME | /myapp
			X-Forwarded-Prefix: /a, /b/            | SCRIPT_NAME | /a/b
			""")
	void whatAProxySaysIsRead(String header, String variable, String value) {
		for (String strategy : List.of("native", "framework")) {
			Object actual = environ(trusting(strategy), header).get(variable);
			assertThat(variable.equals("REMOTE_ADDR") ? numeric(actual) : actual).as(strategy).isEqualTo(value);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Port:", "X-Forwarded-Host:", "X-Forwarded-Proto:", "X-Forwarded-For:",
			"X-Forwarded-Prefix:" })
	void anEmptyValueSaysNothing(String header) {
		for (String strategy : List.of("native", "framework")) {
			assertThat(environ(trusting(strategy), header)).as(strategy)
				.containsEntry("REMOTE_ADDR", "127.0.0.1")
				.containsEntry("HTTP_HOST", "localhost")
				.containsEntry("wsgi.url_scheme", "http")
				.containsEntry("PATH_INFO", "/x");
		}
	}

	// The one writes an address in full, the other as it came.
	private static Object numeric(Object address) {
		return NetUtil.isValidIpV6Address((String) address)
				? NetUtil.createInetAddressFromIpAddressString((String) address).getHostAddress() : address;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			my_app.local:9000 | my_app.local | 9000
			app.1host:81      | app.1host    | 81
			a~b:81            | a~b          | 81
			1.2.3:81          | 1.2.3        | 81
			[2001:db8::1]:81  | [2001:db8::1]| 81
			EXAMPLE.org       | EXAMPLE.org  | 80
			""")
	void anyHostIsRead(String host, String name, String port) {
		assertThat(environ(server, "X-Other: 1", host)).containsEntry("SERVER_NAME", name)
			.containsEntry("SERVER_PORT", port)
			.containsEntry("HTTP_HOST", host);
	}

	@Test
	void anEmptyHostIsThatOfTheConnection() {
		assertThat(environ(server, "X-Other: 1", "")).containsEntry("SERVER_NAME", "127.0.0.1")
			.containsEntry("SERVER_PORT", Integer.toString(server.port()));
	}

	@Test
	void aTargetWithAHostReplacesTheHeader() {
		AtomicReference<Map<String, Object>> seen = new AtomicReference<>(Map.of());
		server.serve((environ, start) -> {
			seen.set(Map.copyOf(environ));
			start.call("200 OK", List.of());
			return Body.text("x");
		});
		server.exchange("GET http://my_app.ex:99/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
		assertThat(seen.get()).containsEntry("HTTP_HOST", "my_app.ex:99")
			.containsEntry("SERVER_NAME", "my_app.ex")
			.containsEntry("SERVER_PORT", "99");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void thatAPlatformTrustsProxiesIsSaid(CapturedOutput output) {
		WsgiServer trusting = TRUSTING.computeIfAbsent("platform",
				(key) -> new WsgiServer("spring.main.cloud-platform=kubernetes"));
		assertThat(environ(trusting, "X-Forwarded-For: 192.0.2.1")).containsEntry("REMOTE_ADDR", "192.0.2.1");
		assertThat(output).contains("Forwarded headers are trusted").contains("KUBERNETES");
	}

	private static WsgiServer trusting(String strategy) {
		return TRUSTING.computeIfAbsent(strategy, (key) -> new WsgiServer("server.forward-headers-strategy=" + key));
	}

	private static Map<String, Object> environ(WsgiServer server, String header) {
		return environ(server, header, "localhost");
	}

	private static Map<String, Object> environ(WsgiServer server, String header, String host) {
		AtomicReference<Map<String, Object>> seen = new AtomicReference<>(Map.of());
		server.serve((environ, start) -> {
			seen.set(Map.copyOf(environ));
			start.call("200 OK", List.of());
			return Body.text("x");
		});
		String request = "GET /x HTTP/1.1\r\nHost: " + host + "\r\n" + header + "\r\n\r\n";
		assertThat(server.exchange(request).status()).isEqualTo(200);
		return seen.get();
	}

}
