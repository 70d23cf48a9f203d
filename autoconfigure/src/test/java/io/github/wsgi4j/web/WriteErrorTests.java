package io.github.wsgi4j.web;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Write;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exceptions of a handler that has written a part of its response.
 */
class WriteErrorTests {

	private final AtomicInteger handled = new AtomicInteger();

	@Test
	void exceptionAfterAWriteIsTheServersAlone() {
		WsgiResponse response = get(true);
		assertThat(response.failure()).isInstanceOf(IOException.class);
		assertThat(response.body()).containsExactly(1);
		assertThat(response.errors()).isEmpty();
		assertThat(this.handled).hasValue(0);
	}

	@Test
	void exceptionBeforeAWriteIsAnswered() {
		WsgiResponse response = get(false);
		assertThat(response.code()).isEqualTo(500);
		assertThat(response.text()).isEqualTo("Sorry");
		assertThat(response.errors()).containsOnlyOnce("The client has disconnected");
		assertThat(this.handled).hasValue(1);
	}

	private WsgiResponse get(boolean writing) {
		Router inner = Router.builder().get("/", (request) -> (environ, startResponse) -> {
			Write write = startResponse.call("200 OK", List.of());
			if (writing) {
				write.call(new byte[] { 1 });
			}
			throw new IOException("The client has disconnected");
		}).build();
		Router outer = Router.builder().mount("/inner", inner).error(500, (bug, request) -> {
			this.handled.incrementAndGet();
			return Response.text("Sorry").status(500);
		}).build();
		return WsgiClient.of(outer).get("/inner/").send();
	}

}
