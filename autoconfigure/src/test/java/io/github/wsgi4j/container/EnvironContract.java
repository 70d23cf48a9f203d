package io.github.wsgi4j.container;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, environ Variables.
 */
abstract class EnvironContract extends Contract {

	EnvironContract(WsgiServer server) {
		super(server);
	}

	@Test
	void environIsAPlainMutableMapOfItsOwnRequest() {
		AtomicReference<Map<String, Object>> first = new AtomicReference<>();
		exchange(get("/"), (environ, start) -> {
			assertThat(environ).isExactlyInstanceOf(HashMap.class);
			environ.put("mine", "x");
			environ.remove("HTTP_HOST");
			first.set(environ);
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		assertThat(first.get()).containsEntry("mine", "x").doesNotContainKey("HTTP_HOST");
		assertThat(environOf(get("/"))).doesNotContainKey("mine").containsKey("HTTP_HOST");
	}

	@Test
	void everyCgiValueIsAStringOfCodePointsBelowU0100AndNoneIsNull() {
		Map<String, Object> environ = environOf(
				get("/%E2%82%AC?\u00E9", "X-A: \u00E2\u0082\u00AC", "Cookie: \u00FF=1"));
		assertThat(environ).doesNotContainValue(null);
		environ.forEach((name, value) -> {
			if (name.matches("[A-Z0-9_]+")) {
				assertThat(value).as(name).isInstanceOf(String.class);
				assertThat(((String) value).chars()).as(name).allMatch((c) -> c < 0x100);
			}
		});
	}

	@Test
	void keysOfTheServersOwnAreLowerCaseWithAPrefix() {
		assertThat(environOf(get("/")).keySet()).allMatch((name) -> name.matches("[A-Z0-9_]+|[a-z0-9]+\\.[a-z_]+"));
	}

	@Test
	void wsgiVariablesHaveTheirTypes() {
		Map<String, Object> environ = environOf(get("/"));
		assertThat(environ).containsEntry("wsgi.version", List.of(1, 0))
			.containsEntry("wsgi.url_scheme", "http")
			.containsEntry("wsgi.multithread", true)
			.containsEntry("wsgi.multiprocess", false)
			.containsEntry("wsgi.run_once", false)
			.containsEntry("wsgi.input_terminated", true)
			.doesNotContainKey("HTTPS");
		assertThat(environ.get("wsgi.errors")).isInstanceOf(PrintWriter.class);
		assertThat(environ.get("wsgi.file_wrapper")).isInstanceOf(FileWrapper.class);
		assertThat(environ.get("wsgi4j.exchange")).isInstanceOf(ServerWebExchange.class);
	}

	@Test
	void inputIsAStreamThatAlsoReadsLines() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			boolean both = environ.get("wsgi.input") instanceof InputStream input && input instanceof Input;
			start.call("200 OK", NO_HEADERS);
			return Body.text(Boolean.toString(both));
		});
		assertThat(response.text()).isEqualTo("true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "purge" })
	void requestMethodIsAsSent(String method) {
		assertThat(environOf(request(method, "/"))).containsEntry("REQUEST_METHOD", method);
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

	@ParameterizedTest
	@CsvSource({ "/, /", "/a/b, /a/b", "/a/b/, /a/b/", "/a%20b+c, '/a b+c'", "/caf%C3%A9, /caf\u00C3\u00A9",
			"/%FF%fe, /\u00FF\u00FE", "/a%2Fb, /a/b", "/%252F, /%2F", "//a//b, //a//b", "/a;b=%3B, /a;b=;",
			"/%00, '/\u0000'", "/%3F%23, /?#", "/a/../b/./c, /a/../b/./c" })
	void pathInfoIsPercentDecodedToBytesAndReadAsLatin1(String target, String pathInfo) {
		assertThat(environOf(get(target))).containsEntry("PATH_INFO", pathInfo)
			.containsEntry("SCRIPT_NAME", "")
			.containsEntry("REQUEST_URI", target);
	}

	@Test
	void rawBytesBeyondAsciiInTheTargetAreReadAsLatin1() {
		assertThat(environOf(get("/caf\u00C3\u00A9?q=\u00C3\u00A9"))).containsEntry("PATH_INFO", "/caf\u00C3\u00A9")
			.containsEntry("QUERY_STRING", "q=\u00C3\u00A9")
			.containsEntry("REQUEST_URI", "/caf\u00C3\u00A9?q=\u00C3\u00A9");
	}

	@ParameterizedTest
	@CsvSource({ "/, ''", "/?, ''", "/?a=1&b=%20+%C3%A9%2F, a=1&b=%20+%C3%A9%2F", "/?a=?b/, a=?b/", "/%3F?x, x",
			"/?%FF, %FF" })
	void queryStringStaysEncodedAndIsEmptyWhenThereIsNone(String target, String queryString) {
		assertThat(environOf(get(target))).containsEntry("QUERY_STRING", queryString);
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
	void contentTypeAndContentLengthHaveNoHttpTwin() {
		Map<String, Object> environ = environOf(post("abc", "Content-Type: text/plain; charset=x"));
		assertThat(environ).containsEntry("CONTENT_TYPE", "text/plain; charset=x")
			.containsEntry("CONTENT_LENGTH", "3")
			.doesNotContainKeys("HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH");
	}

	@Test
	void contentTypeAndContentLengthAreAbsentWhenTheRequestHasNone() {
		assertThat(environOf(get("/"))).doesNotContainKeys("CONTENT_TYPE", "CONTENT_LENGTH");
	}

	@Test
	void contentLengthOfAnEmptyBodyIsZero() {
		assertThat(environOf(post(""))).containsEntry("CONTENT_LENGTH", "0");
	}

	@Test
	void httpVariablesMirrorTheHeaders() {
		Map<String, Object> environ = environOf(get("/", "X-Foo-bar9: Some value", "x.y: z", "Accept:  */* "));
		assertThat(environ).containsEntry("HTTP_HOST", "localhost")
			.containsEntry("HTTP_X_FOO_BAR9", "Some value")
			.containsEntry("HTTP_X.Y", "z")
			.containsEntry("HTTP_ACCEPT", "*/*");
	}

	@Test
	void headerValuesAreReadAsLatin1() {
		assertThat(environOf(get("/", "X-A: caf\u00C3\u00A9 \u00FF"))).containsEntry("HTTP_X_A",
				"caf\u00C3\u00A9 \u00FF");
	}

	@Test
	void repeatedHeadersAreJoinedWithACommaAndCookiesWithASemicolon() {
		Map<String, Object> environ = environOf(get("/", "X-A: 1", "Cookie: a=1", "x-a: 2", "cookie: b=2", "X-A: 3,4"));
		assertThat(environ).containsEntry("HTTP_X_A", "1,2,3,4").containsEntry("HTTP_COOKIE", "a=1; b=2");
	}

	@Test
	void headersWithAnUnderscoreAreDropped() {
		Map<String, Object> environ = environOf(get("/", "X_Real_IP: forged", "X-Real-IP: true", "X_Other: forged"));
		assertThat(environ).containsEntry("HTTP_X_REAL_IP", "true").doesNotContainKey("HTTP_X_OTHER");
	}

	@Test
	void forwardedHeadersAreHeadersLikeAnyOtherByDefault() {
		Map<String, Object> environ = environOf(get("/x", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https",
				"X-Forwarded-Host: forged.example", "X-Forwarded-Prefix: /forged", "Forwarded: for=192.0.2.1"));
		assertThat(environ).containsEntry("REMOTE_ADDR", "127.0.0.1")
			.containsEntry("wsgi.url_scheme", "http")
			.containsEntry("SERVER_NAME", "localhost")
			.containsEntry("SCRIPT_NAME", "")
			.containsEntry("HTTP_X_FORWARDED_FOR", "192.0.2.1")
			.doesNotContainKey("HTTPS");
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

}
