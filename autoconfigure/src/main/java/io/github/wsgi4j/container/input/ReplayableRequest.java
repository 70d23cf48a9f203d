package io.github.wsgi4j.container.input;

import java.io.InputStream;
import java.util.Map;

import io.github.wsgi4j.container.server.NativeExchange;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.StreamUtils;
import org.springframework.web.reactive.HandlerMapping;

/**
 * A request whose body is still there when a filter has read it. It is gathered if a
 * filter asks for it, and comes straight from the connection if nobody does before the
 * application.
 */
public final class ReplayableRequest extends ServerHttpRequestDecorator {

	private static final int BLOCK = 64 * 1024;

	private final Mono<RequestBody> gathered;

	private volatile @Nullable RequestBody body;

	private volatile boolean taken;

	private volatile boolean direct;

	private volatile Map<String, Object> attributes = Map.of();

	ReplayableRequest(NativeExchange exchange, RequestBodies bodies) {
		super(exchange.request());
		this.gathered = bodies.open(exchange).doOnNext((body) -> this.body = body).cache();
	}

	/**
	 * Says that the next to read the body is the application.
	 */
	public static void handOver(ContextView context) {
		ReplayableRequest request = context.getOrDefault(ReplayableRequest.class, null);
		if (request != null) {
			request.direct = !request.taken;
		}
	}

	/**
	 * Takes note of the attributes of the exchange, in which Spring says that it has
	 * found a handler of its own. What such a handler reads is no matter of applications
	 * and their limits.
	 */
	static void note(ContextView context, Map<String, Object> attributes) {
		ReplayableRequest request = context.getOrDefault(ReplayableRequest.class, null);
		if (request != null) {
			request.attributes = attributes;
		}
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return Flux.defer(() -> {
			if (this.direct
					|| (!this.taken && this.attributes.containsKey(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE))) {
				return super.getBody();
			}
			this.taken = true;
			return this.gathered.flatMapMany(ReplayableRequest::read);
		});
	}

	private static Flux<DataBuffer> read(RequestBody body) {
		InputStream stream = StreamUtils.nonClosing(body.stream());
		return DataBufferUtils.readInputStream(() -> stream, DefaultDataBufferFactory.sharedInstance, BLOCK)
			.subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Releases what was gathered.
	 */
	void close() {
		RequestBody body = this.body;
		if (body != null) {
			body.close();
		}
	}

}
