package io.github.wsgi4j;

/**
 * A component that is a server to the application it wraps, and an application to the
 * server that calls it.
 *
 * @see <a href=
 * "https://peps.python.org/pep-3333/#middleware-components-that-play-both-sides">PEP
 * 3333, Middleware</a>
 */
@FunctionalInterface
public interface Middleware {

	/**
	 * Wraps an application.
	 * @param application the application to call
	 * @return the application that stands before it
	 */
	Application wrap(Application application);

	/**
	 * Combines this middleware with another one inside of it.
	 * @param inner the middleware that is nearer to the application
	 * @return a middleware that wraps an application in both
	 */
	default Middleware then(Middleware inner) {
		return (application) -> wrap(inner.wrap(application));
	}

	/**
	 * The middleware that changes nothing.
	 * @return a middleware that returns the application that it is given
	 */
	static Middleware identity() {
		return (application) -> application;
	}

	/**
	 * Combines several middleware into one.
	 * @param middleware the outermost first
	 * @return a middleware that wraps an application in all of them
	 */
	static Middleware of(Iterable<? extends Middleware> middleware) {
		Middleware all = identity();
		for (Middleware next : middleware) {
			all = all.then(next);
		}
		return all;
	}

}
