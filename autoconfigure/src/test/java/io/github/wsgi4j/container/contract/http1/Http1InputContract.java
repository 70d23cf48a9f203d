package io.github.wsgi4j.container.contract.http1;

import java.io.InputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The input with the framing of HTTP/1.1, however the body is buffered.
 */
abstract class Http1InputContract extends Contract {

	Http1InputContract(WsgiServer server) {
		super(server);
	}

	@Test
	void chunkedBodyIsDecodedWithExtensionsAndTrailers() {
		String request = request("POST", "/", "Transfer-Encoding: chunked")
				+ "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n";
		assertThat(read(request, InputStream::readAllBytes)).isEqualTo("abcde");
	}

	@Test
	void applicationThatDoesNotReadLeavesTheConnectionUsable() {
		this.server.serve(answering(Body.text("unread")));
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(post("some body")).readResponse().text()).isEqualTo("unread");
			assertThat(client.send(postChunked("some", "body")).readResponse().text()).isEqualTo("unread");
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("unread");
		}
	}

	@Test
	void unreadBodyIsNeverTakenForARequest() {
		Queue<Object> paths = new ConcurrentLinkedQueue<>();
		this.server.serve((environ, start) -> {
			paths.add(environ.get("PATH_INFO"));
			start.call("200 OK", NO_HEADERS);
			return Body.text("unread");
		});
		String body = get("/smuggled").repeat(4000);
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(post(body)).readResponse().text()).isEqualTo("unread");
			client.send(get("/next", "Connection: close"));
			assertThat(client.isClosedByServerAfter("unread")).isTrue();
		}
		assertThat(paths).doesNotContain("/smuggled");
	}

	@Test
	void applicationThatReadsAPartLeavesTheRestToNobody() {
		this.server.serve((environ, start) -> {
			byte[] part = Environ.input(environ).readNBytes(3);
			start.call("200 OK", NO_HEADERS);
			return Body.of(part);
		});
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(post("abcdef")).readResponse().text()).isEqualTo("abc");
			assertThat(client.send(post("ghijkl")).readResponse().text()).isEqualTo("ghi");
		}
	}

	@Test
	void contentLengthOverTheLimitIsRefusedBeforeTheBodyIsSent() {
		AtomicReference<Object> called = new AtomicReference<>();
		this.server.serve((environ, start) -> {
			called.set(environ);
			return Body.empty();
		});
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 1048577", "Expect: 100-continue"));
			assertThat(client.readResponse().status()).isEqualTo(413);
			assertThat(client.isClosedByServer()).isTrue();
		}
		assertThat(called).hasNullValue();
		assertAnswers();
	}

	String read(String request, Read read) {
		return exchange(request, (environ, start) -> {
			byte[] body = read.apply((Input) environ.get(Environ.WSGI_INPUT));
			start.call("200 OK", NO_HEADERS);
			return Body.of(body);
		}).text();
	}

	@FunctionalInterface
	interface Read {

		byte[] apply(Input input) throws Exception;

	}

}
