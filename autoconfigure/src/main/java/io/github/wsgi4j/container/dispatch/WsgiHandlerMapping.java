package io.github.wsgi4j.container.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.request.ScriptPath;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Leads the requests at or below a mount to its WSGI application: after controllers and
 * router functions, before static resources. Of several mounts the longest wins.
 */
public final class WsgiHandlerMapping extends AbstractHandlerMapping {

	/** Behind annotated controllers at 0, level with the welcome page and before it. */
	public static final int ORDER = 1;

	private final List<Entry> entries;

	private final @Nullable PathPattern staticPattern;

	private final boolean hasCors;

	private final UrlBasedCorsConfigurationSource cors = new UrlBasedCorsConfigurationSource();

	/**
	 * Creates a mapping.
	 * @param applications what is mounted
	 * @param staticPattern the pattern of paths that are left to Spring's static
	 * resources, or {@code null} if there is none of their own
	 * @param cors the configurations of CORS that Spring applies, by patterns of paths
	 */
	public WsgiHandlerMapping(List<MountedApplication> applications, @Nullable String staticPattern,
			Map<String, CorsConfiguration> cors) {
		this.entries = applications.stream()
			.sorted(Comparator.comparingInt((MountedApplication application) -> application.path().length()).reversed())
			.map((application) -> new Entry(application, new ScriptPath(application.path()),
					getPathPatternParser().parse(application.path() + "/**"), Mono.just(application.handler())))
			.toList();
		this.staticPattern = (staticPattern != null) ? getPathPatternParser().parse(staticPattern) : null;
		cors.forEach(this.cors::registerCorsConfiguration);
		this.hasCors = !cors.isEmpty();
		if (this.hasCors) {
			setCorsConfigurationSource(this.cors);
		}
		setOrder(ORDER);
	}

	/**
	 * Returns what is mounted, the longest path first.
	 * @return the applications
	 */
	public List<MountedApplication> getApplications() {
		return this.entries.stream().map(Entry::application).toList();
	}

	@Override
	public Mono<Object> getHandler(ServerWebExchange exchange) {
		boolean preFlight = CorsUtils.isPreFlightRequest(exchange.getRequest());
		if (preFlight && this.cors.getCorsConfiguration(exchange) == null) {
			return answerPreFlight(exchange);
		}
		// What Spring adds to the look-up is of use to CORS alone.
		return this.hasCors ? super.getHandler(exchange) : getHandlerInternal(exchange);
	}

	// Of a pre-flight that no configuration covers, Spring asks for a handler and expects
	// that the mapping has answered. To the application it is a request like any other.
	private Mono<Object> answerPreFlight(ServerWebExchange exchange) {
		return getHandlerInternal(exchange)
			.flatMap((handler) -> ((WebHandler) handler).handle(exchange).thenReturn(handler));
	}

	@Override
	protected Mono<Object> getHandlerInternal(ServerWebExchange exchange) {
		if (!isOwn(exchange.getApplicationContext()) || isStatic(exchange)) {
			return Mono.empty();
		}
		for (Entry entry : this.entries) {
			if (entry.path().leadsTo(exchange.getRequest().getPath())) {
				RoutePatterns.tell(entry.pattern(), exchange);
				return entry.handler();
			}
		}
		return Mono.empty();
	}

	// A management context finds the mappings of its parent too, but is no place for
	// them.
	private boolean isOwn(@Nullable ApplicationContext context) {
		return context == null || context.equals(getApplicationContext());
	}

	private boolean isStatic(ServerWebExchange exchange) {
		return this.staticPattern != null
				&& this.staticPattern.matches(exchange.getRequest().getPath().pathWithinApplication());
	}

	private record Entry(MountedApplication application, ScriptPath path, PathPattern pattern, Mono<Object> handler) {

	}

}
