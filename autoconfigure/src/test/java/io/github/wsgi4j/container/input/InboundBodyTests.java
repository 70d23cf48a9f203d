package io.github.wsgi4j.container.input;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;

import io.github.wsgi4j.container.server.NativeExchange;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A body that comes from another server than Reactor Netty.
 */
class InboundBodyTests {

	@Test
	void aBodyThatEndsBeforeItsLengthIsCutShort() {
		assertThatExceptionOfType(ServerWebInputException.class).isThrownBy(() -> read(6));
	}

	@Test
	void aBodyThatBreaksIsTheClientsFault() {
		Flux<DataBuffer> broken = Flux.concat(Mono.just(buffer("he")), Mono.error(new EOFException("Early EOF")));
		assertThatExceptionOfType(ServerWebInputException.class)
			.isThrownBy(() -> read(MockServerHttpRequest.post("/").body(broken)))
			.withMessageContaining("Early EOF");
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
		return read(request.body(Flux.just("he", "llo").map(InboundBodyTests::buffer)));
	}

	private static String read(MockServerHttpRequest request) {
		NativeExchange exchange = new NativeExchange(MockServerWebExchange.from(request));
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
