package io.github.wsgi4j.container.input;

import io.github.wsgi4j.http.FormFields;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets a form that may be read twice know whether an application or somebody else handles
 * it.
 */
public final class HandledForms implements WebFilter, Ordered {

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!FormFields.isForm(exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))) {
			return chain.filter(exchange);
		}
		return Mono.deferContextual((context) -> {
			ReplayableRequest.note(context, exchange.getAttributes());
			return chain.filter(exchange);
		});
	}

}
