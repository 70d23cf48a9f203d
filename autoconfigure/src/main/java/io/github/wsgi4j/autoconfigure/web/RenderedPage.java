package io.github.wsgi4j.autoconfigure.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * A response that keeps what a view writes, and leaves the real one as it is.
 */
final class RenderedPage extends ServerHttpResponseDecorator {

	private final HttpHeaders headers = new HttpHeaders();

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	RenderedPage(ServerHttpResponse response) {
		super(response);
	}

	String text() {
		return this.body.toString(StandardCharsets.UTF_8);
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public boolean setStatusCode(@Nullable HttpStatusCode status) {
		return true;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return DataBufferUtils.write(Flux.from(body), this.body).doOnNext(DataBufferUtils.releaseConsumer()).then();
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return Flux.from(body).concatMap(this::writeWith).then();
	}

	@Override
	public Mono<Void> setComplete() {
		return Mono.empty();
	}

}
