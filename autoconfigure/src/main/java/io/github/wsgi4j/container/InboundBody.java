package io.github.wsgi4j.container;

import java.io.IOException;

import io.netty.channel.Channel;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.channel.AbortedException;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * The body of a request as it comes from the server, made up for what Reactor Netty does
 * to it.
 */
final class InboundBody {

	private InboundBody() {
	}

	static Flux<DataBuffer> of(ServerHttpRequest request) {
		HttpServerRequest reactor = NativeRequest.reactor(request);
		if (!(reactor instanceof ChannelOperations<?, ?> operations)) {
			return new OneByOne<>(request.getBody());
		}
		if (!reactor.isKeepAlive()) {
			LingeringClose.prepare(request);
		}
		LostConnection.prepare(operations.channel());
		LostStream.prepare(operations.channel());
		Flux<DataBuffer> body = request.getBody().concatWith(Mono.defer(() -> end(operations)));
		return reactor.version().majorVersion() == 1 ? body : body.doOnRequest((n) -> flushWindow(operations));
	}

	/**
	 * Whether the server has given up the request: it has answered it by itself, or the
	 * connection is lost.
	 */
	static boolean isGivenUp(ServerHttpRequest request, Throwable error) {
		return NativeRequest.reactor(request) instanceof ChannelOperations<?, ?> operations
				&& (operations.isSubscriptionDisposed() || !operations.channel().isActive()
						|| error instanceof AbortedException
						|| DisconnectedClientHelper.isClientDisconnectedException(error));
	}

	/**
	 * Fails where the server has given up the request. It answers a malformed chunk by
	 * itself, and ends the body as if nothing had happened.
	 */
	private static Mono<DataBuffer> end(ChannelOperations<?, ?> operations) {
		return operations.isSubscriptionDisposed() ? Mono.error(new IOException("The request's body is malformed"))
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
