package io.github.wsgi4j.autoconfigure.server;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.server.BodyPieces;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.http.server.HttpRequestDecoderSpec;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
@SuppressWarnings("deprecation")
class BodyPiecesTests {

	@Test
	void aBodyComesInPiecesAsLargeAsTheyAreRead() {
		try (TestServer server = TestServer.start(Pieces.class)) {
			assertThat(server.post("/", "text/plain", "x".repeat(4 * 1024 * 1024)).body()).isEqualTo("4194304");
			assertThat(server.bean(AtomicInteger.class).get()).isGreaterThan(8 * 1024);
		}
	}

	@Test
	void whatBootSetsOfTheDecoderStays() {
		try (TestServer server = TestServer.start(Pieces.class, "server.netty.max-initial-line-length=100B")) {
			assertThat(server.get("/" + "x".repeat(100)).statusCode()).isEqualTo(414);
		}
	}

	@Test
	void whatElseIsSetStays() {
		HttpServer server = HttpServer.create().httpRequestDecoder(BodyPiecesTests::set);
		HttpServer expected = HttpServer.create().httpRequestDecoder((decoder) -> set(decoder).maxChunkSize(64 * 1024));
		assertThat(BodyPieces.apply(server).configuration().decoder()).isEqualTo(expected.configuration().decoder());
		assertThat(HttpRequestDecoderSpec.class.getSuperclass().getDeclaredFields())
			.filteredOn((field) -> !Modifier.isStatic(field.getModifiers()))
			.hasSize(8);
	}

	@Test
	void anotherSizeOfPiecesStays() {
		HttpServer server = HttpServer.create().httpRequestDecoder((decoder) -> decoder.maxChunkSize(1000));
		assertThat(BodyPieces.apply(server)).isSameAs(server);
	}

	private static HttpRequestDecoderSpec set(HttpRequestDecoderSpec decoder) {
		return decoder.maxInitialLineLength(1)
			.maxHeaderSize(2)
			.validateHeaders(false)
			.initialBufferSize(3)
			.allowDuplicateContentLengths(true)
			.allowPartialChunks(false)
			.h2cMaxContentLength(4);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Pieces {

		@Bean
		Application application() {
			return (environ, startResponse) -> {
				byte[] body = Environ.input(environ).readAllBytes();
				startResponse.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
				return Body.text(Integer.toString(body.length));
			};
		}

		@Bean
		AtomicInteger largest() {
			return new AtomicInteger();
		}

		@Bean
		WebFilter filter(AtomicInteger largest) {
			return (exchange, chain) -> chain
				.filter(exchange.mutate().request(new ServerHttpRequestDecorator(exchange.getRequest()) {

					@Override
					public Flux<DataBuffer> getBody() {
						return super.getBody()
							.doOnNext((piece) -> largest.accumulateAndGet(piece.readableByteCount(), Math::max));
					}

				}).build());
		}

	}

}
