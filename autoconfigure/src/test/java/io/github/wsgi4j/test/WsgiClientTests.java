package io.github.wsgi4j.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Write;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What the client does beyond what the container does; that both treat applications alike
 * is for another test, beside the container.
 */
class WsgiClientTests {

	@Test
	void responseHasStatusHeadersAndBody() {
		WsgiResponse response = WsgiClient.of((environ, start) -> {
			start.call("404 Not Here", List.of(Header.of("Content-Type", "text/plain; charset=utf-8"),
					Header.of("Set-Cookie", "a=1"), Header.of("set-cookie", "b=2")));
			return Body.text("caf\u00E9");
		}).get("/").send();
		assertThat(response.status()).isEqualTo("404 Not Here");
		assertThat(response.code()).isEqualTo(404);
		assertThat(response.header("content-type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(response.headers("Set-Cookie")).containsExactly("a=1", "b=2");
		assertThat(response.header("X-None")).isNull();
		assertThat(response.header("Content-Length")).isEqualTo("5");
		assertThat(response.text()).isEqualTo("caf\u00E9");
		assertThat(response.isComplete()).isTrue();
		assertThat(response.isCut()).isFalse();
		assertThat(response.failure()).isNull();
		assertThat(response.closed()).isZero();
		assertThat(response).hasToString("404 Not Here " + response.headers() + ", 1 blocks");
	}

	@Test
	void blocksComeOneByOneWithTheTimeOfEach() {
		CountedBody body = new CountedBody("a", "", "bc");
		WsgiResponse response = WsgiClient.of(Calls.answering(body)).get("/").send();
		assertThat(response.blocks()).extracting(Calls::text).containsExactly("a", "bc");
		assertThat(response.arrivals()).hasSize(2).isSorted().allMatch((time) -> time.compareTo(Duration.ZERO) > 0);
		assertThat(response.closed()).isOne();
		assertThat(body.closed()).isOne();
	}

	@Test
	void arrayMayBeUsedAgainForTheNextBlock() {
		byte[] block = new byte[1];
		WsgiResponse response = WsgiClient.of(Calls.answering(() -> Stream.of("a", "b", "c").map((letter) -> {
			block[0] = (byte) letter.charAt(0);
			return block;
		}).iterator())).get("/").send();
		assertThat(response.text()).isEqualTo("abc");
	}

	@Test
	void clientMayGoAwayFromABodyThatDoesNotEnd() {
		CountedBody body = CountedBody.endless();
		WsgiResponse response = WsgiClient.of(Calls.answering(body)).get("/").take(3);
		assertThat(response.text()).isEqualTo("xxx");
		assertThat(response.isComplete()).isFalse();
		assertThat(response.failure()).isNull();
		assertThat(body.taken()).isEqualTo(3);
		assertThat(body.closed()).isOne();
		assertThatIllegalArgumentException().isThrownBy(() -> WsgiClient.of(Calls.answering(body)).get("/").take(0));
	}

	@Test
	void writeToAClientThatHasGoneAwayFails() {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		WsgiResponse response = WsgiClient.of((environ, start) -> {
			Write write = start.call("200 OK", List.of());
			try {
				while (true) {
					write.call(Calls.bytes("x"));
				}
			}
			catch (IOException ex) {
				thrown.set(ex);
				throw ex;
			}
		}).get("/").take(2);
		assertThat(thrown.get()).isInstanceOf(IOException.class);
		assertThat(response.text()).isEqualTo("xx");
		assertThat(response.failure()).isNull();
	}

	@Test
	void writeAfterTheEndOfTheRequestFails() {
		AtomicReference<Write> kept = new AtomicReference<>();
		WsgiClient.of((environ, start) -> {
			kept.set(start.call("200 OK", List.of()));
			return Body.empty();
		}).withoutValidation().get("/").send();
		assertThatIOException().isThrownBy(() -> kept.get().call(Calls.bytes("x")));
	}

	@Test
	void excessIsCutAndTold() {
		WsgiResponse response = WsgiClient.of(Calls.answering(new CountedBody("abc", "def", "ghi"), "4"))
			.withoutValidation()
			.get("/")
			.send();
		assertThat(response.text()).isEqualTo("abcd");
		assertThat(response.isCut()).isTrue();
		assertThat(response.isComplete()).isTrue();
	}

	@Test
	void shortBodyIsNotComplete() {
		WsgiResponse response = WsgiClient.of(Calls.answering(new CountedBody("abc"), "4"))
			.withoutValidation()
			.get("/")
			.send();
		assertThat(response.isComplete()).isFalse();
		assertThat(response.failure()).isNull();
	}

	@Test
	void failureBeforeTheHeadersIsTheCauseWhereTheStatusIsAsked() {
		IllegalStateException failure = new IllegalStateException("the failure");
		WsgiResponse response = WsgiClient.of((environ, start) -> {
			start.call("200 OK", List.of());
			throw failure;
		}).get("/").send();
		assertThat(response.failure()).isSameAs(failure);
		assertThat(response.headers()).isEmpty();
		assertThat(response).hasToString("no status [], 0 blocks, failed with " + failure);
		assertThatIllegalStateException().isThrownBy(response::code).havingCause().isSameAs(failure);
	}

	@Test
	void failureAfterTheHeadersLeavesWhatWasSent() {
		IllegalStateException failure = new IllegalStateException("the failure");
		CountedBody body = new CountedBody(() -> {
			throw failure;
		}, "sent");
		WsgiResponse response = WsgiClient.of(Calls.answering(body)).get("/").send();
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.failure()).isSameAs(failure);
		assertThat(response.isComplete()).isFalse();
		assertThat(body.closed()).isOne();
	}

	@Test
	void failureOfCloseIsToldAndHidesNoOther() {
		IllegalStateException first = new IllegalStateException("in iteration");
		IllegalStateException second = new IllegalStateException("in close");
		CountedBody failing = new CountedBody(() -> {
			throw first;
		}).closing(second);
		assertThat(WsgiClient.of(Calls.answering(failing)).get("/").send().failure()).isSameAs(first)
			.hasSuppressedException(second);
		WsgiResponse whole = WsgiClient.of(Calls.answering(new CountedBody("a").closing(second))).get("/").send();
		assertThat(whole.failure()).isSameAs(second);
		assertThat(whole.text()).isEqualTo("a");
		assertThat(whole.isComplete()).isTrue();
	}

	@Test
	void assertionInTheApplicationFailsTheTest() {
		AssertionError verdict = new AssertionError("in the application");
		CountedBody body = new CountedBody(() -> {
			throw verdict;
		});
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> WsgiClient.of(Calls.answering(body)).get("/").send())
			.isSameAs(verdict);
		assertThat(body.closed()).isOne();
	}

	@Test
	void errorsAreCollected() {
		WsgiResponse response = WsgiClient.of((environ, start) -> {
			((PrintWriter) environ.get(Environ.WSGI_ERRORS)).print("to the log");
			start.call("200 OK", List.of());
			return Body.empty();
		}).get("/").send();
		assertThat(response.errors()).isEqualTo("to the log");
	}

	@Test
	void requestHasABody() {
		WsgiClient client = WsgiClient.of(Calls.echo());
		assertThat(client.post("/").text("caf\u00E9").send().text()).isEqualTo("text/plain; charset=utf-8 5 caf\u00E9");
		assertThat(client.put("/").header("content-type", "text/x").text("x").send().text()).isEqualTo("text/x 1 x");
		assertThat(client.post("/").form(Map.of("a b", "\u00E9&")).send().text())
			.isEqualTo("application/x-www-form-urlencoded 13 a+b=%C3%A9%26");
		assertThat(client.delete("/").body(Calls.bytes("abc")).send().text()).isEqualTo("null 3 abc");
		assertThat(client.post("/").body(new ByteArrayInputStream(Calls.bytes("abc"))).send().text())
			.isEqualTo("null null abc");
		assertThat(client.post("/").header("Content-Length", "9").body(Calls.bytes("abc")).send().text())
			.isEqualTo("null 9 abc");
		assertThat(client.get("/").send().text()).isEqualTo("null null ");
	}

	@Test
	void requestMayBeSentAgain() {
		WsgiRequest request = WsgiClient.of(Calls.echo()).post("/").text("x");
		assertThat(request.send().text()).isEqualTo(request.send().text()).endsWith("x");
	}

	@Test
	void environOfEveryRequestAndOfOne() {
		WsgiResponse response = WsgiClient.of(Calls.echo())
			.environ((environ) -> environ.header("X-A", "all").variable("my.number", 1))
			.environ((environ) -> environ.protocol("HTTP/1.0"))
			.request("PATCH", "https://example.org:8443/x")
			.environ((environ) -> environ.variable(Environ.REMOTE_USER, "ann"))
			.header("X-A", "one")
			.send();
		assertThat(response.environ()).containsEntry("HTTP_X_A", "all,one")
			.containsEntry("my.number", 1)
			.containsEntry("SERVER_PROTOCOL", "HTTP/1.0")
			.containsEntry("REQUEST_METHOD", "PATCH")
			.containsEntry("REMOTE_USER", "ann");
	}

	@Test
	void middlewareStandsBeforeTheApplication() {
		WsgiResponse response = WsgiClient.of(Calls.echo()).with((application) -> (environ, start) -> {
			environ.put(Environ.CONTENT_TYPE, "changed");
			return application.call(environ, start);
		}).get("/").send();
		assertThat(response.text()).startsWith("changed");
	}

}
