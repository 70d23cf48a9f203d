package io.github.wsgi4j.benchmark.server;

import java.util.Map;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * A {@link WebHandler} below a {@link HandlerMapping}: the least that Spring can be asked
 * to do.
 */
class EmptyWebHandler implements WebHandler {

	private static final MediaType TEXT = MediaType.parseMediaType(Content.TEXT);

	private static final MediaType HTML = MediaType.parseMediaType(Content.HTML);

	private static final MediaType BINARY = MediaType.parseMediaType(Content.BINARY);

	@Bean
	HandlerMapping webHandlerMapping() {
		return new SimpleUrlHandlerMapping(Map.of("/**", this), 1);
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		return switch (exchange.getRequest().getPath().value()) {
			case "/hello" -> write(response, TEXT, Content.HELLO);
			case "/page" -> {
				response.getHeaders().setCacheControl("no-cache");
				yield write(response, HTML, Content.PAGE);
			}
			case "/list" -> write(response, BINARY, Content.LIST_SIZE, Work.list());
			case "/generator" -> write(response, BINARY, -1, Work.generate());
			case "/upload" ->
				Work.count(exchange.getRequest().getBody()).flatMap((count) -> write(response, TEXT, count));
			case "/blocking" -> Work.offload(Content::block).flatMap((body) -> write(response, TEXT, body));
			case "/burning" -> Work.offload(Content::burn).flatMap((body) -> write(response, TEXT, body));
			case "/idle" -> {
				response.getHeaders().setContentType(TEXT);
				yield response.writeAndFlushWith(Work.idle().map(Flux::just));
			}
			default -> Mono.error(new IllegalArgumentException(exchange.getRequest().getPath().value()));
		};
	}

	private static Mono<Void> write(ServerHttpResponse response, MediaType type, byte[] body) {
		return write(response, type, body.length, Mono.fromSupplier(() -> Work.buffer(body)));
	}

	private static Mono<Void> write(ServerHttpResponse response, MediaType type, long length,
			Publisher<DataBuffer> body) {
		response.getHeaders().setContentType(type);
		if (length >= 0) {
			response.getHeaders().setContentLength(length);
		}
		return response.writeWith(body);
	}

}
