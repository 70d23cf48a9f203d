package io.github.wsgi4j.container.contract.http1;

import java.util.HashMap;
import java.util.Map;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, environ Variables, of what only HTTP/1.1 can say.
 */
abstract class Http1EnvironContract extends Contract {

	Http1EnvironContract(WsgiServer server) {
		super(server);
	}

	@Test
	void serverNameAndPortAreStringsThatAreNotEmpty() {
		Map<String, Object> environ = environOf("GET / HTTP/1.1\r\nHost: example.org:8081\r\n\r\n");
		assertThat(environ).containsEntry("SERVER_NAME", "example.org").containsEntry("SERVER_PORT", "8081");
	}

	@Test
	void serverPortIsThatOfTheSchemeWhereTheHostHasNone() {
		Map<String, Object> environ = environOf("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n");
		assertThat(environ).containsEntry("SERVER_NAME", "example.org").containsEntry("SERVER_PORT", "80");
	}

	@Test
	void serverNameOfAnIpv6HostKeepsItsBrackets() {
		Map<String, Object> environ = environOf("GET / HTTP/1.1\r\nHost: [::1]:8081\r\n\r\n");
		assertThat(environ).containsEntry("SERVER_NAME", "[::1]").containsEntry("SERVER_PORT", "8081");
	}

	@ParameterizedTest
	@CsvSource({ "my_app.local:9000, my_app.local, 9000", "app.1host:81, app.1host, 81", "a~b:81, a~b, 81",
			"1.2.3:81, 1.2.3, 81", "[2001:db8::1]:80, [2001:db8::1], 80" })
	void serverNameIsAnyHostThatHttpAllows(String host, String name, String port) {
		assertThat(environOf("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).containsEntry("SERVER_NAME", name)
			.containsEntry("SERVER_PORT", port);
		assertThat(environOf("GET http://" + host + "/ HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
			.containsEntry("SERVER_NAME", name)
			.containsEntry("SERVER_PORT", port);
	}

	@Test
	void http10WithoutAHostHasTheServersOwnNameAndPort() {
		Map<String, Object> environ = environOf(http10("GET", "/"));
		assertThat(environ).containsEntry("SERVER_PORT", Integer.toString(this.server.port()))
			.doesNotContainKey("HTTP_HOST");
		assertThat((String) environ.get("SERVER_NAME")).isNotEmpty();
	}

	@Test
	void serverProtocolIsTheClientsVersion() {
		assertThat(environOf(http10("GET", "/"))).containsEntry("SERVER_PROTOCOL", "HTTP/1.0");
		assertThat(environOf(get("/"))).containsEntry("SERVER_PROTOCOL", "HTTP/1.1");
	}

	@Test
	void rawBytesBeyondAsciiInTheTargetAreReadAsLatin1() {
		assertThat(environOf(get("/caf\u00C3\u00A9?q=\u00C3\u00A9"))).containsEntry("PATH_INFO", "/caf\u00C3\u00A9")
			.containsEntry("QUERY_STRING", "q=\u00C3\u00A9")
			.containsEntry("REQUEST_URI", "/caf\u00C3\u00A9?q=\u00C3\u00A9");
	}

	@Test
	void absoluteFormTargetNamesTheServer() {
		Map<String, Object> environ = environOf(
				"GET http://example.org:81/x%20y?q=1 HTTP/1.1\r\nHost: example.org:81\r\n\r\n");
		assertThat(environ).containsEntry("PATH_INFO", "/x y")
			.containsEntry("QUERY_STRING", "q=1")
			.containsEntry("SERVER_NAME", "example.org")
			.containsEntry("SERVER_PORT", "81")
			.containsEntry("REQUEST_URI", "http://example.org:81/x%20y?q=1");
	}

	@Test
	void absoluteFormTargetWinsOverTheHost() {
		Map<String, Object> environ = environOf("GET http://example.org:81/x HTTP/1.1\r\nHost: other.example\r\n\r\n");
		assertThat(environ).containsEntry("SERVER_NAME", "example.org")
			.containsEntry("SERVER_PORT", "81")
			.containsEntry("PATH_INFO", "/x");
	}

	@Test
	void absoluteFormTargetWithoutAPathIsTheRoot() {
		assertThat(environOf("GET http://example.org HTTP/1.1\r\nHost: example.org\r\n\r\n"))
			.containsEntry("SCRIPT_NAME", "")
			.containsEntry("PATH_INFO", "/");
	}

	@Test
	void asteriskFormTargetNeverGivesAPathInfoWithoutASlash() {
		Map<String, Object> seen = new HashMap<>();
		RawResponse response = exchange(request("OPTIONS", "*"), (environ, start) -> {
			seen.putAll(environ);
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		assertThat(response.status()).isBetween(200, 499);
		assertThat((String) seen.getOrDefault("PATH_INFO", "/")).matches("(/.*)?");
	}

	@Test
	void remoteAddressAndPortAreThoseOfTheConnection() {
		Map<String, Object> seen = new HashMap<>();
		this.server.serve((environ, start) -> {
			seen.putAll(environ);
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/")).readResponse();
			assertThat(seen).containsEntry("REMOTE_ADDR", "127.0.0.1")
				.containsEntry("REMOTE_PORT", Integer.toString(client.socket().getLocalPort()))
				.doesNotContainKey("REMOTE_USER");
		}
	}

	@Test
	void deployerCanAddVariables() {
		assertThat(environOf(get("/"))).containsEntry("deployer.stage", "test");
	}

	@Test
	void spaceAroundAValueIsNoPartOfIt() {
		assertThat(environOf(get("/", "Accept:  */* "))).containsEntry("HTTP_ACCEPT", "*/*");
	}

}
