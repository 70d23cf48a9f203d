package io.github.wsgi4j.container.input;

import java.util.function.UnaryOperator;

import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.http.FormFields;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Keeps the bodies of forms for the application: filters such as those of Spring Security
 * and for hidden methods read them, and what they have read nobody could read again.
 *
 * @param bodies receives them, as large as any application lets them be
 */
public record ReplayableForms(RequestBodies bodies) implements UnaryOperator<HttpHandler> {

	@Override
	public HttpHandler apply(HttpHandler handler) {
		// A request without a body has no type of one, and is spared.
		return (request, response) -> FormFields.isForm(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))
				? handle(handler, request, response) : handler.handle(request, response);
	}

	private Mono<Void> handle(HttpHandler handler, ServerHttpRequest request, ServerHttpResponse response) {
		ReplayableRequest replayable = new ReplayableRequest(new NativeExchange(request, response), this.bodies);
		return handler.handle(replayable, response)
			.contextWrite((context) -> context.put(ReplayableRequest.class, replayable))
			.doFinally((signal) -> replayable.close());
	}

}
