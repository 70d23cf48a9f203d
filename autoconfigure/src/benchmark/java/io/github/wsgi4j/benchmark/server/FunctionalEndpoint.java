package io.github.wsgi4j.benchmark.server;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A functional endpoint of WebFlux.
 */
class FunctionalEndpoint {

	private static final MediaType HTML = MediaType.parseMediaType(Content.HTML);

	@Bean
	RouterFunction<ServerResponse> endpoints() {
		return RouterFunctions.route()
			.GET("/hello", (request) -> ok(MediaType.TEXT_PLAIN).bodyValue(Content.HELLO))
			.GET("/page", (request) -> ok(HTML).header("Cache-Control", "no-cache").bodyValue(Content.PAGE))
			.GET("/list",
					(request) -> blocks(ok(MediaType.APPLICATION_OCTET_STREAM).contentLength(Content.LIST_SIZE),
							Work.list()))
			.GET("/generator", (request) -> blocks(ok(MediaType.APPLICATION_OCTET_STREAM), Work.generate()))
			.GET("/file.bin", (request) -> ok(MediaType.APPLICATION_OCTET_STREAM).bodyValue(Work.file()))
			.POST("/upload", this::upload)
			.GET("/blocking", (request) -> bytes(Work.offload(Content::block)))
			.GET("/burning", (request) -> bytes(Work.offload(Content::burn)))
			.GET("/idle", (request) -> blocks(ok(MediaType.TEXT_PLAIN), Work.idle()))
			.build();
	}

	private Mono<ServerResponse> upload(ServerRequest request) {
		return bytes(Work.count(request.body(BodyExtractors.toDataBuffers())));
	}

	private static ServerResponse.BodyBuilder ok(MediaType type) {
		return ServerResponse.ok().contentType(type);
	}

	private static Mono<ServerResponse> bytes(Mono<byte[]> body) {
		return body.flatMap((bytes) -> ok(MediaType.TEXT_PLAIN).bodyValue(bytes));
	}

	private static Mono<ServerResponse> blocks(ServerResponse.BodyBuilder response, Publisher<DataBuffer> body) {
		return response.body(body, DataBuffer.class);
	}

}
