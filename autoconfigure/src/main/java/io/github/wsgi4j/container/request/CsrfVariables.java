package io.github.wsgi4j.container.request;

import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.EnvironCustomizer;
import io.github.wsgi4j.http.Latin1;
import reactor.core.publisher.Mono;

import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.server.ServerWebExchange;

/**
 * The variables of Spring Security's token against cross-site request forgery. Spring
 * Security need not be there.
 */
public final class CsrfVariables implements EnvironCustomizer {

	// By name, since the class is not to be loaded where there is none.
	private static final String PUBLISHED = "org.springframework.security.web.server.csrf.CsrfToken";

	private static final String LOADED = CsrfVariables.class.getName();

	/**
	 * Loads the token, which may begin a session or set a cookie.
	 * @return completes when it is here, or when there is none
	 */
	public static Mono<Void> load(ServerWebExchange exchange) {
		return (exchange.getAttribute(PUBLISHED) instanceof Mono<?> token)
				? token.doOnNext((loaded) -> exchange.getAttributes().put(LOADED, loaded)).then() : Mono.empty();
	}

	@Override
	public void customize(Map<String, Object> environ, ServerWebExchange exchange) {
		Object token = exchange.getAttribute(LOADED);
		if (token != null) {
			Token.addTo(environ, token);
		}
	}

	/**
	 * Apart, as it needs Spring Security.
	 */
	private static final class Token {

		static void addTo(Map<String, Object> environ, Object loaded) {
			CsrfToken token = (CsrfToken) loaded;
			environ.put(Environ.CSRF_TOKEN, Latin1.encode(token.getToken()));
			environ.put(Environ.CSRF_HEADER, Latin1.encode(token.getHeaderName()));
			environ.put(Environ.CSRF_PARAMETER, Latin1.encode(token.getParameterName()));
		}

	}

}
