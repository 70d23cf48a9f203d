package io.github.wsgi4j.container.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Calls an application and tells Spring the pattern that its router has found, behind the
 * mount: the {@code uri} of {@code http.server.requests}.
 */
final class RoutePatterns implements Application {

	/** More than any application has; one that makes them up fills no memory. */
	private static final int MOST = 10_000;

	private final String mount;

	private final Application application;

	private final Map<String, PathPattern> patterns = new ConcurrentHashMap<>();

	RoutePatterns(String mount, Application application) {
		this.mount = mount;
		this.application = application;
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		try {
			return this.application.call(environ, (status, headers, excInfo) -> {
				// A response that is started late may be routed late.
				tell(environ);
				return startResponse.call(status, headers, excInfo);
			});
		}
		finally {
			tell(environ);
		}
	}

	private void tell(Map<String, Object> environ) {
		if (environ.get(Environ.PATTERN) instanceof String pattern
				&& environ.get(Environ.EXCHANGE) instanceof ServerWebExchange exchange) {
			tell(pattern, exchange);
		}
	}

	private void tell(String pattern, ServerWebExchange exchange) {
		PathPattern known = this.patterns.get(pattern);
		if (known == null) {
			known = parse(pattern);
			if (known == null) {
				return;
			}
			if (this.patterns.size() < MOST) {
				this.patterns.put(pattern, known);
			}
		}
		tell(known, exchange);
	}

	/**
	 * Tells Spring the pattern that a request has matched.
	 */
	static void tell(PathPattern pattern, ServerWebExchange exchange) {
		exchange.getAttributes().put(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
		ServerRequestObservationContext.findCurrent(exchange.getAttributes())
			.ifPresent((context) -> context.setPathPattern(pattern.getPatternString()));
	}

	private @Nullable PathPattern parse(String pattern) {
		try {
			return PathPatternParser.defaultInstance.parse(this.mount + pattern);
		}
		catch (PatternParseException ex) {
			// An application may write there what it likes.
			return null;
		}
	}

}
