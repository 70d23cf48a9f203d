package io.github.wsgi4j.container.input;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

import io.github.wsgi4j.container.server.LingeringClose;
import io.github.wsgi4j.container.server.LostConnection;
import io.github.wsgi4j.container.server.LostStream;
import io.github.wsgi4j.container.server.NativeExchange;
import io.netty.channel.Channel;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.server.ServerWebInputException;

/**
 * The body of a request as it comes from the server, made up for what Reactor Netty does
 * to it.
 */
final class InboundBody {

	private InboundBody() {
	}

	static Flux<DataBuffer> of(NativeExchange exchange) {
		HttpServerRequest reactor = exchange.reactorRequest();
		ChannelOperations<?, ?> operations = exchange.operations();
		if (reactor == null || operations == null) {
			// The client's fault. On Jetty it may be still there.
			return whole(new SingleDemandFlux<>(exchange.request().getBody()),
					exchange.request().getHeaders().getContentLength())
				.onErrorMap(IOException.class,
						(ex) -> new ServerWebInputException("The request body is broken: " + ex));
		}
		if (!reactor.isKeepAlive()) {
			LingeringClose.prepare(exchange);
		}
		LostConnection.prepare(operations.channel());
		LostStream.prepare(operations.channel());
		Flux<DataBuffer> body = exchange.request().getBody().concatWith(Mono.defer(() -> end(operations)));
		return reactor.version().majorVersion() == 1 ? body : body.doOnRequest((n) -> flushWindow(operations));
	}

	/**
	 * Fails where the body ends before its length. Over HTTP/2, Tomcat says sometimes
	 * that all is read while another thread than its own is still reading, and Spring
	 * drops what that one gets.
	 */
	private static Flux<DataBuffer> whole(Flux<DataBuffer> body, long length) {
		return Flux.defer(() -> {
			AtomicLong left = new AtomicLong(length);
			return body.doOnNext((buffer) -> left.addAndGet(-buffer.readableByteCount()))
				.concatWith(Mono.defer(() -> (left.get() > 0)
						? Mono.error(new IOException("The request body lacks " + left + " bytes")) : Mono.empty()));
		});
	}

	/**
	 * Fails where the server has given up the request. It answers a malformed chunk by
	 * itself, and ends the body as if nothing had happened.
	 */
	private static Mono<DataBuffer> end(ChannelOperations<?, ?> operations) {
		return operations.isSubscriptionDisposed() ? Mono.error(new IOException("The request body is malformed"))
				: Mono.empty();
	}

	/**
	 * Sends what a request for buffers has granted the client. A stream of HTTP/2 writes
	 * the update of its window without a flush if it was about to read anyway, and then
	 * both sides wait for each other.
	 */
	private static void flushWindow(Connection connection) {
		Channel channel = connection.channel();
		channel.eventLoop().execute(() -> channel.eventLoop().execute(() -> {
			channel.parent().flush();
		}));
	}

}
