package io.github.wsgi4j.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.web.routing.RouteTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches each request to the handler of its path and method, or to the application
 * that is mounted at its path. Patterns are those of Spring's
 * {@link org.springframework.web.util.pattern.PathPattern}; if several match, the most
 * specific one that supports the method wins. {@code HEAD} is answered like {@code GET},
 * and {@code OPTIONS} with the supported methods, unless they have handlers. A router is
 * an {@link Application} itself, and immutable.
 */
public final class Router implements Application {

	private final RouteIndex index;

	private final Map<String, RouteTemplate> templates;

	private final Errors errors;

	private final Middleware middleware;

	private final Application application;

	Router(RouteIndex index, Map<String, RouteTemplate> templates, Errors errors, @Nullable Middleware middleware) {
		this.index = index;
		this.templates = Map.copyOf(templates);
		this.errors = errors;
		this.middleware = (middleware != null) ? middleware : Middleware.identity();
		this.application = (middleware != null) ? middleware.wrap(this::guarded) : this::dispatch;
	}

	/**
	 * Begins a router.
	 * @return the builder
	 */
	public static RouterBuilder builder() {
		return new RouterBuilder();
	}

	/**
	 * The same router behind a middleware, which sees its errors as responses.
	 * @param middleware the middleware, outside of earlier ones
	 * @return another router
	 */
	public Router with(Middleware middleware) {
		return new Router(this.index, this.templates, this.errors, middleware.then(this.middleware));
	}

	/**
	 * The names of its routes, including those of mounted routers.
	 * @return the names
	 */
	public Set<String> names() {
		return this.templates.keySet();
	}

	/**
	 * The path that leads to a route, with a query of the variables that its pattern does
	 * not have: {@code pathTo("todos", "user", "ann", "page", 2)} is
	 * {@code /ann/todos?page=2} for the pattern <code>/{user}/todos</code>.
	 * @param name the route's name
	 * @param variables alternating names and values; the query omits a value of {@code
	 * null}, and repeats the name for each element of a collection
	 * @return the path below this router, percent-encoded
	 * @throws IllegalArgumentException if there is no such route, or the variables do not
	 * match it
	 */
	public String pathTo(String name, @Nullable Object... variables) {
		RouteTemplate template = this.templates.get(name);
		if (template == null) {
			throw new IllegalArgumentException("There is no route '" + name + "' among " + names());
		}
		return template.expand(variables);
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		Routing routing = Routing.of(this, environ);
		Routing.set(environ, routing);
		try {
			return ErrorBoundary.call(environ, startResponse, routing, this.application);
		}
		finally {
			Routing.set(environ, routing.outer());
		}
	}

	Map<String, RouteTemplate> templates() {
		return this.templates;
	}

	Errors errors() {
		return this.errors;
	}

	private Iterable<byte[]> guarded(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		return ErrorBoundary.call(environ, startResponse, Routing.find(environ), this::dispatch);
	}

	private Iterable<byte[]> dispatch(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		String method = Environ.get(environ, Environ.REQUEST_METHOD);
		RoutePath path = RoutePath.of(environ);
		for (Route route : this.index.find(path)) {
			Application application = route.find(method);
			Map<String, String> variables = (application != null) ? route.match(path) : null;
			if (application != null && variables != null) {
				return call(route, application, variables, path, environ, startResponse);
			}
		}
		return otherwise(method, path).call(environ, startResponse);
	}

	private static Iterable<byte[]> call(Route route, Application application, Map<String, String> variables,
			RoutePath path, Map<String, Object> environ, StartResponse startResponse) throws Exception {
		Request.addVariables(environ, variables);
		Routing.setPattern(environ, route.pattern().getPatternString());
		if (route.mounted() != null) {
			path.shift(route.segments().size(), environ);
			return application.call(environ, startResponse);
		}
		return ErrorBoundary.answered(((Handler) application).handle(Request.of(environ)), environ, startResponse);
	}

	private Application otherwise(String method, RoutePath path) {
		Set<String> allowed = new TreeSet<>();
		for (Route route : this.index.find(path)) {
			if (route.match(path) != null) {
				route.addMethods(allowed);
			}
		}
		if (allowed.isEmpty()) {
			throw new HttpException(404, "There is nothing at this path");
		}
		allowed.add("OPTIONS");
		String allow = String.join(", ", allowed);
		if (method.equals("OPTIONS")) {
			return Response.empty(204).header("Allow", allow);
		}
		throw new HttpException(405, "This path does not support " + method, List.of(Header.of("Allow", allow)), null);
	}

}
