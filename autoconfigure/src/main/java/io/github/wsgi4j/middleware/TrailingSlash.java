package io.github.wsgi4j.middleware;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.http.RawPathInfo;
import org.jspecify.annotations.Nullable;

/**
 * Gives each page one path, with or without a slash at its end: a {@code GET} or {@code
 * HEAD} of the other one is redirected with 308, with its query. This happens before the
 * application is called, also where it has a page at that path: all routes of the
 * application must have the same form. The root of an application always has its slash. A
 * path that starts with two slashes is left to the application, because a browser would
 * take what follows for another host.
 */
public final class TrailingSlash implements Middleware {

	private final boolean added;

	private final boolean everyMethod;

	private TrailingSlash(boolean added, boolean everyMethod) {
		this.added = added;
		this.everyMethod = everyMethod;
	}

	/**
	 * Adds a slash where there is none, unless the last name of the path has a dot, as
	 * file names have.
	 * @return the middleware
	 */
	public static TrailingSlash added() {
		return new TrailingSlash(true, false);
	}

	/**
	 * Removes the slashes at the end.
	 * @return the middleware
	 */
	public static TrailingSlash removed() {
		return new TrailingSlash(false, false);
	}

	/**
	 * The same middleware for requests of every method. Clients send the body again.
	 * @return the other middleware
	 */
	public TrailingSlash everyMethod() {
		return new TrailingSlash(this.added, true);
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			String target = (this.everyMethod || Methods.isRead(environ)) ? target(environ) : null;
			return (target != null) ? Moved.to(target, startResponse) : application.call(environ, startResponse);
		};
	}

	private @Nullable String target(Map<String, Object> environ) {
		String path = RawPathInfo.of(environ);
		String other = this.added ? withSlash(path) : withoutSlash(path);
		String target = other.equals(path) ? "" : Moved.target(environ, other);
		return (target.startsWith("/") && !target.startsWith("//")) ? target : null;
	}

	private static String withSlash(String path) {
		int name = path.lastIndexOf('/') + 1;
		return (path.endsWith("/") || path.indexOf('.', name) >= 0) ? path : path + "/";
	}

	private static String withoutSlash(String path) {
		int end = path.length();
		while (end > 0 && path.charAt(end - 1) == '/') {
			end--;
		}
		return (end > 0) ? path.substring(0, end) : path;
	}

}
