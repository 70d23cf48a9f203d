package io.github.wsgi4j.autoconfigure.middleware;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.Session;

import org.springframework.web.server.ServerWebExchange;

/**
 * Puts the session that {@link WebSessionFilter} has loaded into the environ.
 */
final class WebSessions implements Middleware {

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			if (!(environ.get(Environ.EXCHANGE) instanceof ServerWebExchange exchange)
					|| !(exchange.getAttribute(SpringSession.ATTRIBUTE) instanceof SpringSession session)) {
				return application.call(environ, startResponse);
			}
			environ.put(Session.KEY, session);
			SealingStart start = new SealingStart(startResponse, session);
			Iterable<byte[]> body = application.call(environ, start);
			start.returned();
			return body;
		};
	}

}
