package io.github.wsgi4j.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.web.routing.RouteShape;
import io.github.wsgi4j.web.routing.RouteTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Builds a {@link Router}.
 */
public final class RouterBuilder {

	private final PathPatternParser parser = new PathPatternParser();

	private final Map<String, Route> routes = new LinkedHashMap<>();

	private final Map<RouteShape, Map<String, Route>> shapes = new HashMap<>();

	private final Map<String, RouteTemplate> templates = new HashMap<>();

	private final Map<String, RouteTemplate> inner = new HashMap<>();

	private final Map<Class<?>, ErrorHandler<Exception>> errors = new HashMap<>();

	private final Map<Integer, ErrorHandler<? super HttpException>> statuses = new HashMap<>();

	private final List<Middleware> middleware = new ArrayList<>();

	private @Nullable PathPattern last;

	RouterBuilder() {
	}

	/**
	 * Adds a route for {@code GET} and {@code HEAD}.
	 * @param pattern the pattern of its paths
	 * @param handler the handler
	 * @return this builder
	 */
	public RouterBuilder get(String pattern, Handler handler) {
		return route("GET", pattern, handler);
	}

	/**
	 * Adds a route for {@code POST}.
	 * @param pattern the pattern of its paths
	 * @param handler the handler
	 * @return this builder
	 */
	public RouterBuilder post(String pattern, Handler handler) {
		return route("POST", pattern, handler);
	}

	/**
	 * Adds a route for {@code PUT}.
	 * @param pattern the pattern of its paths
	 * @param handler the handler
	 * @return this builder
	 */
	public RouterBuilder put(String pattern, Handler handler) {
		return route("PUT", pattern, handler);
	}

	/**
	 * Adds a route for {@code PATCH}.
	 * @param pattern the pattern of its paths
	 * @param handler the handler
	 * @return this builder
	 */
	public RouterBuilder patch(String pattern, Handler handler) {
		return route("PATCH", pattern, handler);
	}

	/**
	 * Adds a route for {@code DELETE}.
	 * @param pattern the pattern of its paths
	 * @param handler the handler
	 * @return this builder
	 */
	public RouterBuilder delete(String pattern, Handler handler) {
		return route("DELETE", pattern, handler);
	}

	/**
	 * Adds a route for all methods that have no route of their own at its pattern.
	 * @param pattern the pattern of its paths
	 * @param handler the handler
	 * @return this builder
	 */
	public RouterBuilder any(String pattern, Handler handler) {
		return route(Route.ANY, pattern, handler);
	}

	/**
	 * Adds a route.
	 * @param method the method
	 * @param pattern the pattern of its paths, which starts with a slash
	 * @param handler the handler
	 * @return this builder
	 * @throws IllegalArgumentException if the pattern is malformed, or if it already has
	 * a route for the method, as does a pattern that differs only in the names of its
	 * variables
	 */
	public RouterBuilder route(String method, String pattern, Handler handler) {
		PathPattern parsed = parse(pattern);
		Route route = this.routes.computeIfAbsent(pattern,
				(key) -> new Route(parsed, RouteTemplate.segments(pattern), new HashMap<>(), null, 0));
		if (route.handlers().putIfAbsent(FieldSyntax.token(method, "method"), handler) != null) {
			throw new IllegalArgumentException("There are two routes for " + method + " " + pattern);
		}
		checkDistinct(pattern, route);
		this.last = parsed;
		return this;
	}

	/**
	 * Gives a name to the pattern of the route before it.
	 * @param name the name, for {@link Router#pathTo}
	 * @return this builder
	 * @throws IllegalArgumentException if there is no route before it, or the name is
	 * that of another pattern
	 */
	public RouterBuilder name(String name) {
		if (this.last == null) {
			throw new IllegalArgumentException("The name '" + name + "' does not follow a route");
		}
		RouteTemplate template = new RouteTemplate(this.last);
		if (!template.equals(this.templates.getOrDefault(name, template))) {
			throw new IllegalArgumentException("There are two routes with the name '" + name + "'");
		}
		this.templates.put(name, template);
		return this;
	}

	/**
	 * Mounts an application, such as another router, which sees the rest of the path.
	 * @param prefix the pattern of the segments that move from {@code PATH_INFO} to
	 * {@code SCRIPT_NAME}; its variables are also those of routes below
	 * @param application the application
	 * @return this builder
	 * @throws IllegalArgumentException if the prefix is malformed, matches any number of
	 * segments, or already has an application
	 */
	public RouterBuilder mount(String prefix, Application application) {
		String path = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
		PathPattern pattern = parse(path + "/**");
		List<String> segments = path.isEmpty() ? List.of() : RouteTemplate.segments(path);
		if (segments.stream().anyMatch(RouteShape::isOpen)) {
			throw new IllegalArgumentException("The prefix '" + prefix + "' matches any number of segments");
		}
		Route route = new Route(pattern, segments, Map.of(), application, 0);
		// No route has a key that starts with a blank.
		if (this.routes.putIfAbsent(" " + path, route) != null) {
			throw new IllegalArgumentException("There are two applications at '" + prefix + "'");
		}
		checkDistinct(" " + path, route);
		if (application instanceof Router router) {
			router.templates()
				.forEach((name, template) -> this.inner.putIfAbsent(name,
						new RouteTemplate(parse(path + template.pattern().getPatternString()))));
		}
		this.last = null;
		return this;
	}

	/**
	 * Handles exceptions that handlers throw, unless a mounted router does.
	 * @param <E> the type of the exceptions
	 * @param type the class of the exceptions; a handler for a subclass takes precedence
	 * @param handler the handler
	 * @return this builder
	 */
	@SuppressWarnings("unchecked")
	public <E extends Exception> RouterBuilder error(Class<E> type, ErrorHandler<? super E> handler) {
		this.errors.put(type, (ErrorHandler<Exception>) handler);
		return this;
	}

	/**
	 * Handles errors with a status, unless a mounted router does: an
	 * {@link HttpException}, thrown by a handler or because there is no route; for 500,
	 * any exception that nothing else handles. A handler for a subclass of
	 * {@link HttpException} takes precedence.
	 * @param status the status, from 400 to 599
	 * @param handler the handler; its response may have any status
	 * @return this builder
	 * @throws IllegalArgumentException if the status is not an error status
	 */
	public RouterBuilder error(int status, ErrorHandler<? super HttpException> handler) {
		this.statuses.put(Status.checkError(status), handler);
		return this;
	}

	/**
	 * Wraps the router in a middleware. It sees the router's errors as responses.
	 * @param middleware the middleware, inside of earlier ones
	 * @return this builder
	 */
	public RouterBuilder with(Middleware middleware) {
		this.middleware.add(middleware);
		return this;
	}

	/**
	 * Builds the router.
	 * @return a router, which later changes of this builder do not affect
	 */
	public Router build() {
		Map<String, RouteTemplate> all = new HashMap<>(this.inner);
		all.putAll(this.templates);
		return new Router(new RouteIndex(this.routes.values()), all, new Errors(this.errors, this.statuses),
				this.middleware.isEmpty() ? null : Middleware.of(this.middleware));
	}

	private void checkDistinct(String key, Route added) {
		Map<String, Route> alike = this.shapes.computeIfAbsent(RouteShape.of(added.segments()),
				(shape) -> new LinkedHashMap<>());
		alike.forEach((otherKey, other) -> {
			if (!otherKey.equals(key) && added.overlaps(other)) {
				throw new IllegalArgumentException("The patterns " + other.pattern() + " and " + added.pattern()
						+ " match the same paths: give their variables the same names, or different regular "
						+ "expressions");
			}
		});
		alike.put(key, added);
	}

	private PathPattern parse(String pattern) {
		if (!pattern.startsWith("/")) {
			throw new IllegalArgumentException("The pattern '" + pattern + "' does not start with a slash");
		}
		PathPattern parsed = this.parser.parse(pattern);
		RouteTemplate.refuseGroups(pattern);
		return parsed;
	}

}
