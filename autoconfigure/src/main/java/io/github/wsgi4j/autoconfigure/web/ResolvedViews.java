package io.github.wsgi4j.autoconfigure.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.web.Views;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.result.view.View;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebSession;

/**
 * Templates as Spring WebFlux renders them. It waits for them on the thread of the
 * application: template engines compute on it, and only a model that is still to come
 * would keep it.
 */
record ResolvedViews(List<ViewResolver> resolvers) implements Views {

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	@Override
	public String render(String name, Map<String, ?> model, Map<String, Object> environ) throws Exception {
		if (!(environ.get(Environ.EXCHANGE) instanceof ServerWebExchange exchange)) {
			throw new IllegalStateException(
					"Spring's templates are rendered only on a server: the environ has no '" + Environ.EXCHANGE + "'");
		}
		Locale locale = exchange.getLocaleContext().getLocale();
		RenderedPage page = new RenderedPage(exchange.getResponse());
		ServerWebExchange rendering = new RenderingExchange(exchange.mutate().response(page).build());
		Mono<Void> rendered = resolve(name, (locale != null) ? locale : Locale.getDefault())
			.flatMap((view) -> view.render(model, HTML, rendering));
		await(rendered);
		return page.text();
	}

	// Not block(), which refuses to wait on an event loop even where nothing is late.
	private static <T> @Nullable T await(Mono<T> mono) throws Exception {
		try {
			return mono.toFuture().get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	private Mono<View> resolve(String name, Locale locale) {
		return Flux.fromIterable(this.resolvers)
			.concatMap((resolver) -> resolver.resolveViewName(name, locale))
			.next()
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("There is no template '" + name + "'")));
	}

	/**
	 * An exchange whose session is waited for: Spring gives a new one on a thread of its
	 * own, which would go on with the page, with no thread-locals of the request, and
	 * must not wait for anything.
	 */
	private static final class RenderingExchange extends ServerWebExchangeDecorator {

		RenderingExchange(ServerWebExchange exchange) {
			super(exchange);
		}

		@Override
		public Mono<WebSession> getSession() {
			return Mono.fromCallable(() -> await(super.getSession()));
		}

	}

}
