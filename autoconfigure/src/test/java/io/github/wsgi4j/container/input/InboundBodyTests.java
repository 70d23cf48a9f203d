package io.github.wsgi4j.container.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.wsgi4j.container.server.NativeExchange;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A body that comes from another server than Reactor Netty.
 */
class InboundBodyTests {

	@Test
	void aBodyThatEndsBeforeItsLengthIsCutShort() {
		assertThatException().isThrownBy(() -> read(6)).withRootCauseInstanceOf(IOException.class);
	}

	@Test
	void aBodyOfItsLengthIsWhole() {
		assertThat(read(5)).isEqualTo("hello");
	}

	@Test
	void aBodyWithoutALengthEndsWhereItEnds() {
		assertThat(read(-1)).isEqualTo("hello");
	}

	private static String read(long length) {
		MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.post("/");
		if (length >= 0) {
			request.contentLength(length);
		}
		Flux<DataBuffer> parts = Flux.just("he", "llo").map(InboundBodyTests::buffer);
		NativeExchange exchange = new NativeExchange(MockServerWebExchange.from(request.body(parts)));
		return String.join("",
				InboundBody.of(exchange)
					.concatMap((part) -> Mono.just(part.toString(StandardCharsets.UTF_8)))
					.collectList()
					.block());
	}

	private static DataBuffer buffer(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}
