package io.github.wsgi4j.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client against a server that is not ours.
 */
class ServerClientTests {

	private static HttpServer server;

	private static WsgiClient client;

	@BeforeAll
	static void start() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", ServerClientTests::answer);
		server.start();
		client = WsgiClient.of(URI.create("http://localhost:" + server.getAddress().getPort() + "/app/"));
	}

	@AfterAll
	static void stop() {
		server.stop(0);
	}

	private static void answer(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		switch (exchange.getRequestURI().getPath()) {
			case "/app/endless" -> {
				exchange.sendResponseHeaders(200, 0);
				try (OutputStream out = exchange.getResponseBody()) {
					while (true) {
						out.write("block".getBytes(StandardCharsets.UTF_8));
						out.flush();
					}
				}
				catch (IOException ex) {
					// The client has gone away.
				}
			}
			case "/app/login" -> {
				exchange.getResponseHeaders().add("Set-Cookie", "user=ann");
				exchange.getResponseHeaders().add("Location", "/app/home?of=ann");
				exchange.sendResponseHeaders(303, -1);
			}
			case "/app/odd" -> exchange.sendResponseHeaders(299, -1);
			default -> {
				byte[] answer = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
						+ exchange.getRequestHeaders().getFirst("Cookie") + " "
						+ exchange.getRequestHeaders().getFirst("Content-Type") + " "
						+ exchange.getRequestHeaders().getFirst("Transfer-Encoding") + " "
						+ new String(body, StandardCharsets.UTF_8))
					.getBytes(StandardCharsets.UTF_8);
				exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
				exchange.sendResponseHeaders(200, answer.length);
				exchange.getResponseBody().write(answer);
			}
		}
		exchange.close();
	}

	@Test
	void requestAndResponseAreThoseOfTheServer() {
		WsgiResponse response = client.post("/items?x=1").field("title", "Milk").send();
		assertThat(response.status()).isEqualTo("200 OK");
		assertThat(response.header("content-type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(response.text())
			.isEqualTo("POST /app/items?x=1 null application/x-www-form-urlencoded null title=Milk");
		assertThat(response.isComplete()).isTrue();
	}

	@Test
	void streamIsSentInChunks() {
		WsgiResponse response = client.put("/").body(new ByteArrayInputStream(Calls.bytes("abc"))).send();
		assertThat(response.text()).isEqualTo("PUT /app/ null null chunked abc");
	}

	@Test
	void cookiesAndRedirectionsWorkAsWithoutAServer() {
		WsgiClient browser = client.withCookies().followingRedirects();
		assertThat(browser.post("/login").form(Map.of("name", "ann")).send().text())
			.isEqualTo("GET /app/home?of=ann user=ann null null ");
		assertThat(browser.cookie("user", "/")).isEqualTo("ann");
	}

	@Test
	void hostHeaderDoesNotSayWhereToConnectTo() {
		WsgiResponse response = client.get("/").header("Host", "localhost:1").send();
		assertThat(response.failure()).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("localhost:1")
			.hasMessageContaining("-Djdk.httpclient.allowRestrictedHeaders=host");
		WsgiClient recorded = client.environ((environ) -> environ.variable("HTTP_HOST", "localhost:1"));
		assertThat(recorded.get("/").send().failure()).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void hostHeaderMayBeThatOfTheServer() {
		assertThat(client.get("/").header("Host", "localhost:" + server.getAddress().getPort()).send().text())
			.startsWith("GET /app/ ");
	}

	@Test
	void clientMayGoAwayFromABodyThatDoesNotEnd() {
		assertThat(client.get("/endless").take(2).text()).startsWith("block");
	}

	@Test
	void statusWithoutAPhraseGetsOne() {
		assertThat(client.get("/odd").send().status()).isEqualTo("299 Unknown");
	}

	@Test
	void serverThatIsNotThereIsAFailure() throws IOException {
		int port;
		try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = gone.getLocalPort();
		}
		assertThat(WsgiClient.of(URI.create("http://localhost:" + port)).get("/").send().failure())
			.isInstanceOf(ConnectException.class);
	}

}
