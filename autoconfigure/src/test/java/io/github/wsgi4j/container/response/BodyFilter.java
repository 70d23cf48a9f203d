package io.github.wsgi4j.container.response;

import java.util.concurrent.atomic.AtomicLong;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * A filter of the kind that users write: it changes and counts the bytes of each body.
 * Add it with {@code spring.main.sources}.
 */
class BodyFilter implements WebFilter {

	private final AtomicLong count = new AtomicLong();

	/**
	 * How many bytes of all bodies have passed.
	 */
	long count() {
		return this.count.get();
	}

	static byte[] inverted(byte[] bytes) {
		byte[] inverted = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			inverted[i] = (byte) ~bytes[i];
		}
		return inverted;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return chain.filter(exchange.mutate().response(new InvertedResponse(exchange.getResponse())).build());
	}

	private DataBuffer invert(DataBuffer buffer) {
		this.count.addAndGet(buffer.readableByteCount());
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return DefaultDataBufferFactory.sharedInstance.wrap(inverted(bytes));
	}

	private final class InvertedResponse extends ServerHttpResponseDecorator {

		InvertedResponse(ServerHttpResponse delegate) {
			super(delegate);
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return super.writeWith(Flux.from(body).map(BodyFilter.this::invert));
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return super.writeAndFlushWith(
					Flux.from(body).map((group) -> Flux.from(group).map(BodyFilter.this::invert)));
		}

	}

}
