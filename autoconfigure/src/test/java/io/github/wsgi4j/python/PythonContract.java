package io.github.wsgi4j.python;

import java.io.IOException;
import java.util.stream.Stream;

import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application in Python and its server owe each other, with CPython's own
 * validator around the one and {@code wsgi.validate=fail} around the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PythonContract {

	private final String[] properties;

	private PythonServer server;

	PythonContract(String... properties) {
		this.properties = properties;
	}

	@BeforeAll
	void start() {
		PythonPackage.assumeInterpreter();
		this.server = start("twin",
				Stream
					.concat(Stream.of("python.callable=twin:" + callable(), "python.processes=1", "python.threads=2"),
							Stream.of(this.properties))
					.toArray(String[]::new));
	}

	PythonServer server() {
		return this.server;
	}

	PythonServer start(String folder, String... properties) {
		return PythonServer.start(folder, properties);
	}

	/**
	 * Whether the server carries reason phrases and takes any path.
	 */
	boolean isExact() {
		return true;
	}

	String callable() {
		return "validated";
	}

	@AfterAll
	void stop() {
		if (this.server != null) {
			this.server.close();
		}
	}

	static Stream<Arguments> answers() {
		return Stream.of(Arguments.of("/hello", "200 OK", "Hello, world"),
				Arguments.of("/phrase", "418 Short and stout", "teapot"),
				Arguments.of("/repeated", "200 OK", "cookies"),
				Arguments.of("/latin/%C3%A9x", "200 OK", "/latin/\u00c3\u00a9x"),
				Arguments.of("/query?a=%20b&c", "200 OK", "a=%20b&c"), Arguments.of("/echo", "200 OK", ""),
				Arguments.of("/generated", "200 OK", "0,1,2,3,4,"), Arguments.of("/announced", "200 OK", "abcdef"),
				Arguments.of("/written", "200 OK", "written and returned"),
				Arguments.of("/closing-fails", "200 OK", "whole"),
				Arguments.of("/not-modified", "304 Not Modified", ""),
				Arguments.of("/too-late", "200 OK", "written and refused"),
				Arguments.of("/replaced", "503 Later", "replaced"), Arguments.of("/logs", "200 OK", "logged"));
	}

	@ParameterizedTest
	@MethodSource("answers")
	void anApplicationAnswers(String target, String status, String body) {
		RawResponse response = this.server.get(target);
		assertThat(response.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
		if (isExact()) {
			assertThat(response.statusLine()).isEqualTo("HTTP/1.1 " + status);
		}
		assertThat(response.text()).isEqualTo(body);
		assertThat(response.complete()).isTrue();
	}

	@Test
	void aBodyInMemoryHasALength() {
		assertThat(this.server.get("/echo").header("Content-Length")).isEqualTo("0");
	}

	@Test
	void repeatedHeadersStayApart() {
		assertThat(this.server.get("/repeated").headers("Set-Cookie")).containsExactly("a=1", "b=2");
	}

	@Test
	void charactersOfHeadersAreBytes() {
		assertThat(this.server.get("/latin").header("X-Name")).isEqualTo("Andr\u00e9");
	}

	@Test
	void headHasTheHeadersOfGet() {
		RawResponse response;
		try (RawClient client = this.server.connect()) {
			client.send("HEAD /announced HTTP/1.1\r\nHost: localhost\r\n\r\n");
			response = client.readHead();
			assertThat(response.header("Content-Length")).isEqualTo("6");
			client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(client.readResponse().text()).isEqualTo("Hello, world");
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET /nothing, 204", "GET /not-modified, 304", "HEAD /generated, 200" })
	void whatHasNoBodyLeavesTheConnectionToTheNext(String line, int status) {
		try (RawClient client = this.server.connect()) {
			client.send(line + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(client.readHead().status()).isEqualTo(status);
			client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(client.readResponse().text()).isEqualTo("Hello, world");
		}
	}

	@Test
	void aShortBodyArrives() {
		RawResponse response = this.server.post("/echo", "a short body");
		assertThat(response.text()).isEqualTo("a short body");
	}

	@Test
	void linesArrive() {
		assertThat(this.server.post("/lines", "one\ntwo\n\nlast").text()).isEqualTo("one|two||last");
	}

	@Test
	void aLongBodyArrives() {
		assertThat(this.server.post("/count", "0123456789".repeat(100_000)).text()).isEqualTo("1000000");
	}

	@Test
	void aBodyOfUnknownLengthArrives() {
		RawResponse response = this.server.exchange("""
				POST /count HTTP/1.1\r
				Host: localhost\r
				Transfer-Encoding: chunked\r
				\r
				5\r
				abcde\r
				3\r
				fgh\r
				0\r
				\r
				""");
		assertThat(response.text()).isEqualTo("8");
	}

	@Test
	void aBodyThatIsNotReadIsNoHindrance() {
		assertThat(this.server.post("/unread", "x".repeat(300_000)).text()).isEqualTo("not read");
		assertThat(this.server.get("/hello").text()).isEqualTo("Hello, world");
	}

	@Test
	void aLargeBodyArrivesWhole() {
		RawResponse response = this.server.get("/large");
		assertThat(response.body()).hasSize(64 * 65536);
		assertThat(response.complete()).isTrue();
	}

	@Test
	void aClientThatReadsSlowlyGetsItAll() throws IOException {
		try (RawClient client = new RawClient(this.server.server().port(), 4096)) {
			client.send("GET /large HTTP/1.0\r\n\r\n").readHead();
			assertThat(this.server.get("/hello").text()).isEqualTo("Hello, world");
			int size = 0;
			while (size < 64 * 65536) {
				size += client.readSome(65536).length;
			}
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void aFileIsSentFromItsPosition() {
		RawResponse response = this.server.get("/wrapped");
		assertThat(response.text()).hasSize(199_990).startsWith("0123456789").endsWith("0123456789");
	}

	@Test
	void anExceptionIsAnswered500() {
		assertThat(this.server.get("/fails").status()).isEqualTo(500);
		assertThat(this.server.get("/fails-before-block").status()).isEqualTo(500);
	}

	@Test
	void anExceptionInTheBodyBreaksTheConnection() {
		RawResponse response = this.server.get("/fails-in-body");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).isEqualTo("begun ");
		assertThat(response.complete()).isFalse();
	}

	@Test
	void aBodyShorterThanItsLengthBreaksTheConnection() {
		assertThat(this.server.get("/short").complete()).isFalse();
	}

	@Test
	void noClientForgesAVariable() {
		RawResponse response = this.server
			.get("/variables%00REMOTE_USER%00admin?REMOTE_USER,HTTP_REMOTE_USER,wsgi.multithread,wsgi.url_scheme");
		assertThat(response.status()).isEqualTo(isExact() ? 500 : 400);
		if (isExact()) {
			assertThat(this.server.get("/latin/%00x").text()).isEqualTo("/latin/\u0000x");
		}
		response = this.server.get("/variables?REMOTE_USER,wsgi.multithread,wsgi.multiprocess,wsgi.url_scheme");
		assertThat(response.text())
			.isEqualTo("REMOTE_USER=None|wsgi.multithread=True|wsgi.multiprocess=False|wsgi.url_scheme='http'");
	}

	@Test
	void aBodyIsClosedWhenItsClientHasLeft() throws IOException {
		int before = Integer.parseInt(this.server.get("/closed").text());
		try (RawClient client = this.server.connect()) {
			client.send("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n");
			client.readHead();
			client.readSome(1000);
		}
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.server.get("/closed").text()).isEqualTo(String.valueOf(before + 1)));
	}

	@Test
	void anUpgradeToAWebSocketIsAnsweredWithAClearNo() {
		RawResponse response = this.server.exchange(String.join("\r\n", "GET /hello HTTP/1.1", "Host: localhost",
				"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
				"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", ""));
		assertThat(response.status()).isEqualTo(501);
		assertThat(response.text()).contains("WebSocket is not supported");
	}

	@Test
	void requestsShareAConnection() {
		try (RawClient client = this.server.connect()) {
			for (int i = 0; i < 20; i++) {
				client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
				assertThat(client.readResponse().text()).isEqualTo("Hello, world");
			}
		}
	}

}
