package io.github.wsgi4j.middleware.diagnostics;

import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExceptionPageTests {

	private static final Application FAILING = (environ, startResponse) -> {
		startResponse.call("200 OK", List.of(Header.of("Content-Length", "5")));
		throw new IllegalStateException("<script>alert(1)</script>", new IllegalArgumentException("it's the cause"));
	};

	private final WsgiClient client = Between.validators(new ExceptionPage(), FAILING);

	@Test
	void aBrowserGetsAPageThatRunsNothing() {
		WsgiResponse response = this.client.get("/a<b").header("Accept", "text/html,*/*;q=0.8").send();
		assertThat(response.status()).isEqualTo("500 Internal Server Error");
		assertThat(response.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
		assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'none'");
		assertThat(response.header("Cache-Control")).isEqualTo("no-store");
		assertThat(response.text()).contains("IllegalStateException: &lt;script&gt;alert(1)&lt;/script&gt;")
			.contains("IllegalArgumentException: it&#39;s the cause")
			.contains("at " + ExceptionPageTests.class.getName())
			.contains("GET /a&lt;b")
			.doesNotContain("<script>");
	}

	@Test
	void anotherClientGetsPlainText() {
		WsgiResponse response = this.client.get("/").header("Accept", "application/json").send();
		assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(response.text()).startsWith("500 Internal Server Error\n\nGET /\n\n")
			.contains("IllegalStateException: <script>")
			.contains("SERVER_PROTOCOL: HTTP/1.1\n", "wsgi.version: [1, 0]\n", "wsgi.multithread: true\n");
	}

	@Test
	void theExceptionGoesToTheErrors() {
		assertThat(this.client.get("/").send().errors()).contains("IllegalStateException", "Caused by");
	}

	@Test
	void secretsAreNotShown() {
		String text = this.client.get("/?user=joe&access_token=hidden1&x=1&p%61ssword=hidden2")
			.header("Authorization", "Bearer hidden3")
			.header("Cookie", "session=hidden4")
			.header("X-Api-Key", "hidden5")
			.header("Referer", "http://there/?PASSWORD=hidden6#")
			.environ((environ) -> environ.variable("DATABASE_PASSWORD", "hidden7")
				.variable("my.session", List.of("hidden8"))
				.variable("my.list", List.of("hidden9"))
				.variable("my.object", new Object() {

					@Override
					public String toString() {
						return "hidden10";
					}

				}))
			.send()
			.text();
		assertThat(text).doesNotContain("hidden")
			.contains("HTTP_AUTHORIZATION: (not shown)")
			.contains("QUERY_STRING: user=joe&access_token=(not shown)&x=1&");
	}

	@Test
	void anExceptionAfterTheHeadersGoesOn() {
		WsgiResponse response = Between.validators(new ExceptionPage(), (environ, startResponse) -> {
			startResponse.call("200 OK", List.of()).call("sent".getBytes(StandardCharsets.UTF_8));
			throw new IllegalStateException("no");
		}).get("/").send();
		assertThat(response.failure()).hasMessage("no");
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.errors()).isEmpty();
	}

	@Test
	void aBodyThatFailsAtItsFirstBlockIsReplaced() {
		AtomicInteger closed = new AtomicInteger();
		for (String where : List.of("iterator", "hasNext", "next")) {
			WsgiResponse response = Between.validators(new ExceptionPage(), (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return new FailingBody(where, closed);
			}).get("/").send();
			assertThat(response.status()).as(where).isEqualTo("500 Internal Server Error");
			assertThat(response.text()).contains("IllegalStateException: " + where);
			assertThat(response.failure()).isNull();
		}
		assertThat(closed).hasValue(3);
	}

	@Test
	void aBodyThatFailsLaterFails() {
		WsgiResponse response = Between.validators(new ExceptionPage(), (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return () -> Stream.of("good", "bad").map((text) -> {
				if (text.equals("bad")) {
					throw new IllegalStateException(text);
				}
				return text.getBytes(StandardCharsets.UTF_8);
			}).iterator();
		}).get("/").send();
		assertThat(response.failure()).hasMessage("bad");
		assertThat(response.text()).isEqualTo("good");
	}

	@Test
	void anInterruptIsForWhoSentIt() {
		InterruptedIOException interrupt = new InterruptedIOException("gone");
		for (Exception failure : List.of(interrupt, new IllegalStateException(interrupt), new InterruptedException())) {
			assertThat(Between.validators(new ExceptionPage(), (environ, startResponse) -> {
				throw failure;
			}).get("/").send().failure()).isSameAs(failure);
		}
	}

	@Test
	@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void causesMayHaveNoEnd() {
		IllegalStateException failure = new IllegalStateException("the failure");
		failure.initCause(new IllegalStateException("its cause", failure));
		assertThat(Between.validators(new ExceptionPage(), (environ, startResponse) -> {
			throw failure;
		}).get("/").send().text()).contains("the failure", "its cause");
	}

	@Test
	void whatTheServerAnswersOtherwiseGoesOn() {
		assertThat(
				Between.validators(new ExceptionPage((failure) -> "404 Not Found"), FAILING).get("/").send().failure())
			.isInstanceOf(IllegalStateException.class);
		assertThat(Between.validators(new ExceptionPage((failure) -> "503 Service Unavailable"), FAILING)
			.get("/")
			.send()
			.status()).isEqualTo("503 Service Unavailable");
	}

	private record FailingBody(String where, AtomicInteger closed) implements Iterable<byte[]>, AutoCloseable {

		@Override
		public Iterator<byte[]> iterator() {
			fail("iterator");
			return new Iterator<>() {

				@Override
				public boolean hasNext() {
					fail("hasNext");
					return true;
				}

				@Override
				public byte[] next() {
					fail("next");
					return Body.text("never").iterator().next();
				}

			};
		}

		private void fail(String where) {
			if (this.where.equals(where)) {
				throw new IllegalStateException(where);
			}
		}

		@Override
		public void close() {
			this.closed.incrementAndGet();
		}

	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html;q=0", "text/html ; Q=0.000, */*", "text/html;q=2", "application/x-text/html",
			"x;p=\"text/html\"" })
	void aClientThatRefusesHtmlGetsText(String accept) {
		assertThat(this.client.get("/").header("Accept", accept).send().header("Content-Type"))
			.isEqualTo("text/plain; charset=utf-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Text/HTML", "a/b, text/html;level=1;q=0.1" })
	void aClientThatTakesHtmlGetsThePage(String accept) {
		assertThat(this.client.get("/").header("Accept", accept).send().header("Content-Type"))
			.isEqualTo("text/html; charset=utf-8");
	}

}
