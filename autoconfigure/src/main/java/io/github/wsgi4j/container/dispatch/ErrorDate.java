package io.github.wsgi4j.container.dispatch;

import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.http.HttpDates;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * Gives the answers to errors a date, which Reactor Netty leaves to others: RFC 9110,
 * section 6.6.1. Other servers add it by themselves.
 */
public final class ErrorDate implements WebExceptionHandler, Ordered {

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
		ServerHttpResponse response = exchange.getResponse();
		if (!response.isCommitted() && !response.getHeaders().containsHeader(HttpHeaders.DATE)
				&& new NativeExchange(exchange).reactorResponse() != null) {
			response.getHeaders().set(HttpHeaders.DATE, HttpDates.now());
		}
		return Mono.error(error);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
