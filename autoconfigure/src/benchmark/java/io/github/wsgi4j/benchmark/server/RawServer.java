package io.github.wsgi4j.benchmark.server;

import java.io.IOException;
import java.nio.file.Path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Reactor Netty and nothing on it.
 */
public final class RawServer {

	private static final Path FILE = Path.of(System.getProperty("benchmark.files", "."), Content.FILE);

	private RawServer() {
	}

	/**
	 * Starts the server.
	 * @param args nothing
	 * @throws IOException if nobody asks any more
	 */
	public static void main(String[] args) throws IOException {
		Control.run(HttpServer.create().host("127.0.0.1").port(0).handle(RawServer::handle).bindNow().port());
	}

	private static Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		return switch (request.uri()) {
			case "/hello" -> send(response, Content.TEXT, Content.HELLO);
			case "/page" -> send(response.header(HttpHeaderNames.CACHE_CONTROL, "no-cache"), Content.HTML,
					Content.PAGE);
			case "/list" -> head(response, Content.BINARY, Content.LIST_SIZE)
				.send(Flux.fromIterable(Content.LIST).map(Unpooled::wrappedBuffer));
			case "/generator" -> response.header(HttpHeaderNames.CONTENT_TYPE, Content.BINARY)
				.send(Flux.fromIterable(Content.generate()).map(Unpooled::wrappedBuffer));
			case "/file.bin" -> head(response, Content.BINARY, FILE.toFile().length()).sendFile(FILE);
			case "/upload" -> request.receive()
				.map(ByteBuf::readableBytes)
				.reduce(0L, Long::sum)
				.flatMap((bytes) -> send(response, Content.TEXT, Content.count(bytes)));
			case "/blocking" -> offload(response, Content::block);
			case "/burning" -> offload(response, Content::burn);
			case "/idle" -> response.header(HttpHeaderNames.CONTENT_TYPE, Content.TEXT)
				.send(Flux.just(Unpooled.wrappedBuffer(Content.HELLO)).concatWith(Flux.never()), (block) -> true);
			default -> response.sendNotFound();
		};
	}

	private static Mono<Void> offload(HttpServerResponse response, java.util.function.Supplier<byte[]> work) {
		return Mono.fromSupplier(work)
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((body) -> send(response, Content.TEXT, body));
	}

	private static Mono<Void> send(HttpServerResponse response, String type, byte[] body) {
		return head(response, type, body.length).sendObject(Unpooled.wrappedBuffer(body)).then();
	}

	private static HttpServerResponse head(HttpServerResponse response, String type, long length) {
		return response.header(HttpHeaderNames.CONTENT_TYPE, type)
			.header(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
	}

}
