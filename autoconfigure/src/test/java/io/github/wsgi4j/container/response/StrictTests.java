package io.github.wsgi4j.container.response;

import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code start_response} with {@code wsgi.strict=true}.
 */
class StrictTests {

	private static WsgiServer running;

	@BeforeAll
	static void start() {
		running = new WsgiServer("wsgi.strict=true");
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@Nested
	class SecondCall extends Contract {

		SecondCall() {
			super(running);
		}

		@Test
		void withoutExcInfoIsAnErrorAtAnyTime() {
			AtomicReference<Throwable> thrown = new AtomicReference<>();
			RawResponse response = exchange(get("/"), (environ, start) -> {
				start.call("200 First", NO_HEADERS);
				try {
					start.call("200 Second", NO_HEADERS);
				}
				catch (IllegalStateException ex) {
					thrown.set(ex);
				}
				return Body.text("x");
			});
			assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
			assertThat(response.statusLine()).isEqualTo("HTTP/1.1 200 First");
		}

		@Test
		void withExcInfoReplacesTheResponse() {
			RawResponse response = exchange(get("/"), (environ, start) -> {
				start.call("200 First", NO_HEADERS);
				start.call("500 Second", NO_HEADERS, new IllegalStateException("the reason"));
				return Body.text("x");
			});
			assertThat(response.statusLine()).isEqualTo("HTTP/1.1 500 Second");
		}

	}

}
