package io.github.wsgi4j.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.wsgi4j.autoconfigure.ErrorSite.hasAll;
import static io.github.wsgi4j.autoconfigure.ErrorSite.hasDate;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Errors that are answered in place of an application have the headers that middleware
 * adds to its responses.
 */
@OnNewestJava
class ErrorHeadersTests {

	private static final String[] FROM_PAGE = { "Origin", ErrorSite.ORIGIN };

	private static TestServer server;

	@BeforeAll
	static void start() {
		server = ErrorSite.start("server.http2.enabled=true");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void anExceptionIsAnsweredWithTheIdentifierThatTheApplicationHasSeen() {
		HttpResponse<String> response = server.get("/site/broken", FROM_PAGE);
		hasAll(response, 500);
		assertThat(response.headers().allValues("X-Own")).containsExactly("500 Internal Server Error");
		assertThat(response.headers().firstValue("X-Request-Id")).contains(server.bean(ErrorSite.class).lastId);
	}

	@Test
	void anExceptionWithTheStatusOfARedirect() {
		hasAll(server.get("/site/moved", FROM_PAGE), 302);
	}

	@Test
	void anExceptionPageHasThem() {
		try (TestServer development = ErrorSite.start("wsgi.middleware.exception-page.enabled=true")) {
			HttpResponse<String> response = development.get("/site/broken", FROM_PAGE);
			hasAll(response, 500);
			assertThat(response.body()).contains("it is broken");
		}
	}

	@Test
	void middlewareThatAnswersByItselfHasThem() {
		try (TestServer other = ErrorSite.start("wsgi.middleware.timeout.enabled=true",
				"wsgi.middleware.timeout.limit=100ms", "wsgi.middleware.maximum-body.enabled=true",
				"wsgi.middleware.maximum-body.limit=5B", "wsgi.limits.response-timeout=0")) {
			hasAll(other.get("/site/slow", FROM_PAGE), 503);
			hasAll(other.post("/site", "text/plain", "123456", FROM_PAGE), 413);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "value", "error" })
	void middlewareThatFailsSpoilsNoOther(String how) {
		HttpResponse<String> response = server.get("/site/broken", "Origin", ErrorSite.ORIGIN, "X-Spoil", how);
		hasAll(response, 500);
		assertThat(response.headers().allValues("X-Own")).isEmpty();
	}

	@Test
	void anotherOriginIsNotAllowed() {
		HttpResponse<String> response = server.get("/site/broken", "Origin", "https://other.example");
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
		assertThat(response.headers().allValues("Vary")).containsExactly("Origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "full", "stream" })
	void aBodyThatIsTooLarge(String buffering) {
		try (TestServer other = ErrorSite.start("wsgi.request.buffering=" + buffering)) {
			hasAll(other.post("/site", "text/plain", "0123456789!", FROM_PAGE), 413);
			hasAll(other.post("/site", "application/x-www-form-urlencoded", "a=123456789", FROM_PAGE), 413);
			hasAll(other.postChunked("/site", "0123456789!", FROM_PAGE), 413);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "full", "stream" })
	void aBodyThatStalls(String buffering) throws Exception {
		try (TestServer other = ErrorSite.start("wsgi.request.buffering=" + buffering,
				"wsgi.limits.read-timeout=300ms")) {
			assertThat(raw(other, "POST /site HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nsome"))
				.startsWith("HTTP/1.1 408 ")
				.containsOnlyOnce("\r\ndate: ")
				.containsOnlyOnce("\r\nX-Request-Id: ")
				.containsOnlyOnce("\r\nX-Frame-Options: DENY");
		}
	}

	@Test
	void noPlaceIsLeft() throws Exception {
		try (TestServer narrow = ErrorSite.start("wsgi.limits.max-concurrent-requests=1", "wsgi.limits.max-queue=0",
				"wsgi.limits.response-timeout=0")) {
			ErrorSite site = narrow.bean(ErrorSite.class);
			CompletableFuture<HttpResponse<String>> first = narrow.getAsync("/site/hold");
			assertThat(site.entered.await(20, TimeUnit.SECONDS)).isTrue();
			HttpResponse<String> refused = narrow.get("/site", FROM_PAGE);
			site.released.countDown();
			hasAll(refused, 503);
			assertThat(refused.headers().allValues("Retry-After")).hasSize(1);
			assertThat(TestServer.get(first).statusCode()).isEqualTo(200);
			// The place is free a moment after the last byte.
			Awaitility.await().untilAsserted(() -> hasAll(narrow.get("/site", FROM_PAGE), 200));
		}
	}

	@Test
	void theApplicationTakesTooLong() {
		HttpResponse<String> response = server.get("/site/slow", FROM_PAGE);
		hasAll(response, 504);
		assertThat(response.headers().firstValue("X-Request-Id")).contains(server.bean(ErrorSite.class).lastId);
	}

	@Test
	void whatTheFrameworkAnswersIsNotDoubled() {
		HttpResponse<String> response = server.get("/routes", FROM_PAGE);
		hasAll(response, 405);
		assertThat(response.headers().allValues("Allow")).hasSize(1);
	}

	@Test
	void aRequestThatIsRefused() throws Exception {
		assertThat(raw(server, "GET /site HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")).startsWith("HTTP/1.1 400 ")
			.containsOnlyOnce("\r\ndate: ")
			.containsOnlyOnce("\r\nX-Request-Id: ")
			.containsOnlyOnce("\r\nX-Frame-Options: DENY");
	}

	@Test
	void outsideOfEveryMountThereIsADate() {
		HttpResponse<String> response = server.get("/elsewhere", FROM_PAGE);
		assertThat(response.statusCode()).isEqualTo(404);
		hasDate(response);
		assertThat(response.headers().map()).doesNotContainKeys("X-Request-Id", "Access-Control-Allow-Origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /site HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", "GET  HTTP/x\r\n\r\n" })
	void whatTheServerCannotReadIsAnsweredWithADate(String request) throws Exception {
		assertThat(raw(server, request)).startsWith("HTTP/1.1 400 ").containsOnlyOnce("date: ");
	}

	@Test
	void overHttp2() throws Exception {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
		assertThat(http2(client, "/site").statusCode()).isEqualTo(200);
		HttpResponse<String> response = http2(client, "/site/broken");
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		hasAll(response, 500);
		hasAll(http2(client, "/site/moved"), 302);
		hasDate(http2(client, "/elsewhere"));
	}

	private static HttpResponse<String> http2(HttpClient client, String path) throws Exception {
		return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
			.header("Origin", ErrorSite.ORIGIN)
			.timeout(TestServer.TIMEOUT)
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String raw(TestServer server, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			socket.setSoTimeout((int) TestServer.TIMEOUT.toMillis());
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

}
