package io.github.wsgi4j.web;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.Application;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;

/**
 * The targets of one pattern of paths: handlers by their methods, or an application that
 * is mounted there.
 *
 * @param pattern the pattern; that of a mount ends with {@code /**}
 * @param segments the segments of the pattern as it was written
 * @param handlers the handlers by their methods; by an asterisk, one for all methods
 * @param mounted the application that is mounted, or {@code null}
 * @param rank its place among all, the most specific first
 */
record Route(PathPattern pattern, List<String> segments, Map<String, Handler> handlers, @Nullable Application mounted,
		int rank) {

	static final String ANY = "*";

	/**
	 * The handler of a method, or {@code null} if there is none.
	 */
	@Nullable Application find(String method) {
		if (this.mounted != null) {
			return this.mounted;
		}
		Handler handler = this.handlers.get(method);
		if (handler == null && method.equals("HEAD")) {
			handler = this.handlers.get("GET");
		}
		return (handler != null) ? handler : this.handlers.get(ANY);
	}

	/**
	 * Whether both answer some method, or are mounted.
	 */
	boolean overlaps(Route other) {
		return (this.mounted != null) ? other.mounted != null
				: other.mounted == null && (this.handlers.containsKey(ANY) || other.handlers.containsKey(ANY)
						|| !Collections.disjoint(this.handlers.keySet(), other.handlers.keySet()));
	}

	Route ranked(int rank) {
		return new Route(this.pattern, this.segments, Map.copyOf(this.handlers), this.mounted, rank);
	}

	void addMethods(Set<String> methods) {
		methods.addAll(this.handlers.keySet());
		if (this.handlers.containsKey("GET")) {
			methods.add("HEAD");
		}
	}

	/**
	 * The variables of a path, or {@code null} if the pattern does not fit.
	 */
	@Nullable Map<String, String> match(RoutePath path) {
		if (!this.pattern.hasPatternSyntax()) {
			// The index has compared all of it.
			return Map.of();
		}
		PathPattern.PathMatchInfo match = this.pattern.matchAndExtract(path.container());
		return (match != null) ? match.getUriVariables() : null;
	}

}
