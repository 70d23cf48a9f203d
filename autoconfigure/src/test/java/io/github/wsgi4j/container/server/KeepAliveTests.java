package io.github.wsgi4j.container.server;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
@Timeout(60)
class KeepAliveTests {

	private static final int REQUESTS = 1000;

	@Test
	void aConnectionGoesOnWhenRequestsForTheApplicationAndForSpringTakeTurns() {
		try (WsgiServer server = new WsgiServer("wsgi.path=/site"); RawClient client = server.connect()) {
			server.serve((environ, start) -> {
				start.call("200 OK", List.of());
				return Body.text("site");
			});
			for (int i = 0; i < REQUESTS; i++) {
				assertThat(status(client, "/site")).as("request %d for the application", i).isEqualTo(200);
				assertThat(status(client, "/elsewhere")).as("request %d for Spring", i).isEqualTo(404);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 25, 300 })
	void theLastOfPipelinedRequestsMayEndTheConnection(int requests) {
		String get = "GET /%d HTTP/1.1\r\nHost: localhost\r\n%s\r\n";
		StringBuilder all = new StringBuilder();
		for (int i = 1; i < requests; i++) {
			all.append(get.formatted(i, ""));
		}
		all.append(get.formatted(requests, "Connection: close\r\n"));
		try (WsgiServer server = paths(); RawClient client = server.connect()) {
			client.send(all + get.formatted(0, ""));
			for (int i = 1; i <= requests; i++) {
				RawResponse response = client.readResponse();
				assertThat(response.text()).isEqualTo("/" + i);
				assertThat(response.header("Connection")).isEqualTo((i == requests) ? "close" : null);
			}
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n",
			"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n12345" })
	void aConnectionGoesOnBehindRequestsThatCameEarly(String request) {
		String early = request.formatted("/site/early") + request.formatted("/elsewhere");
		try (WsgiServer server = new WsgiServer("wsgi.path=/site"); RawClient client = server.connect()) {
			server.serve((environ, start) -> {
				start.call("200 OK", List.of());
				return Body.text("site");
			});
			for (int i = 0; i < 20; i++) {
				client.send(early);
				assertThat(client.readResponse().status()).as("answer of the application, round %d", i).isEqualTo(200);
				assertThat(client.readResponse().status()).as("answer of Spring, round %d", i).isEqualTo(404);
			}
		}
	}

	@Test
	void anUploadMayBeTheLastOfPipelinedRequests() {
		String get = "GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
		String post = "POST /2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 5\r\n\r\n12345";
		try (WsgiServer server = paths(); RawClient client = server.connect()) {
			client.send(get + get + post);
			assertThat(client.readResponse().text()).isEqualTo("/1");
			assertThat(client.readResponse().text()).isEqualTo("/1");
			assertThat(client.readResponse().text()).isEqualTo("/2");
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	private static Iterable<byte[]> stream() {
		List<byte[]> blocks = List.of("so".getBytes(StandardCharsets.UTF_8), "me".getBytes(StandardCharsets.UTF_8));
		return () -> blocks.iterator();
	}

	private static WsgiServer paths() {
		return new WsgiServer().serve((environ, start) -> {
			start.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
			return Body.text(Environ.get(environ, Environ.PATH_INFO));
		});
	}

	private static int status(RawClient client, String target) {
		return client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readResponse().status();
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "stream", "head" })
	void aConnectionOfHttp10GoesOnWhereALengthIsKnown(String kind) {
		String request = ("head".equals(kind) ? "HEAD" : "GET")
				+ " / HTTP/1.0\r\nHost: localhost\r\nConnection: Keep-Alive\r\n\r\n";
		try (WsgiServer server = new WsgiServer(); RawClient client = server.connect()) {
			server.serve((environ, start) -> {
				start.call("200 OK",
						List.of(Header.of("Content-Type", "text/plain"), Header.of("Content-Length", "4")));
				return "stream".equals(kind) ? stream() : Body.text("some");
			});
			for (int i = 0; i < 3; i++) {
				client.send(request);
				RawResponse response = "head".equals(kind) ? client.readHead() : client.readResponse();
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.header("Connection")).isEqualToIgnoringCase("keep-alive");
			}
			RawResponse last = client.send("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n").readResponse();
			assertThat(last.header("Connection")).isNotEqualToIgnoringCase("keep-alive");
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void aConnectionOfHttp10EndsWhereNoLengthIsKnown() {
		try (WsgiServer server = new WsgiServer(); RawClient client = server.connect()) {
			server.serve((environ, start) -> {
				start.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
				return stream();
			});
			RawResponse response = client.send("GET / HTTP/1.0\r\nHost: localhost\r\nConnection: Keep-Alive\r\n\r\n")
				.readResponse();
			assertThat(response.text()).isEqualTo("some");
			assertThat(response.header("Connection")).isNotEqualToIgnoringCase("keep-alive");
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

}
