package io.github.wsgi4j.autoconfigure.middleware;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Hands requests on to one server after the other, over connections that it keeps. A
 * server that refuses a connection is left out from then on, and the request goes to the
 * next one; nothing else is tried again.
 */
final class LoopbackProxy implements AutoCloseable {

	private final List<Integer> ports;

	private final AtomicInteger turn = new AtomicInteger();

	private final ConnectionProvider connections = ConnectionProvider.create("loopback-proxy", 50);

	private final HttpClient client = HttpClient.create(this.connections)
		.disableRetry(true)
		.responseTimeout(TestServer.TIMEOUT);

	private final DisposableServer server;

	LoopbackProxy(Integer... ports) {
		this.ports = new CopyOnWriteArrayList<>(ports);
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::handle).bindNow();
	}

	int port() {
		return this.server.port();
	}

	private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		return request.receive()
			.aggregate()
			.asByteArray()
			.defaultIfEmpty(new byte[0])
			.flatMap((body) -> forward(request, body))
			.flatMap((answer) -> response.status(answer.status)
				.headers(answer.headers.remove(HttpHeaderNames.CONNECTION)
					.remove(HttpHeaderNames.TRANSFER_ENCODING)
					.set(HttpHeaderNames.CONTENT_LENGTH, answer.body.length))
				.sendByteArray(Mono.just(answer.body))
				.then());
	}

	private Mono<Answer> forward(HttpServerRequest request, byte[] body) {
		List<Integer> left = List.copyOf(this.ports);
		Integer port = left.get(Math.floorMod(this.turn.getAndIncrement(), left.size()));
		return this.client.headers((headers) -> headers.add(request.requestHeaders().copy()))
			.request(request.method())
			.uri("http://127.0.0.1:" + port + request.uri())
			.send(ByteBufFlux.fromInbound(Mono.just(body)))
			.responseSingle((response, content) -> content.asByteArray()
				.defaultIfEmpty(new byte[0])
				.map((bytes) -> Answer.of(response, bytes)))
			.onErrorResume(ConnectException.class, (ex) -> {
				this.ports.removeIf(port::equals);
				return forward(request, body);
			});
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(5));
		this.connections.dispose();
	}

	private record Answer(int status, HttpHeaders headers, @SuppressWarnings("ArrayRecordComponent") byte[] body) {

		static Answer of(HttpClientResponse response, byte[] body) {
			return new Answer(response.status().code(), response.responseHeaders().copy(), body);
		}

	}

}
