package io.github.wsgi4j.test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import org.jspecify.annotations.Nullable;

/**
 * Calls an application as a client is set up to.
 *
 * @param application the application
 * @param validated whether it is held to the rules of PEP 3333
 * @param follows whether redirections are followed
 * @param cookies the cookies that are kept, or {@code null} if none are
 */
record Caller(Application application, boolean validated, boolean follows, @Nullable CookieJar cookies) {

	private static final int MOST_REDIRECTIONS = 20;

	Caller with(Middleware middleware) {
		return new Caller(middleware.wrap(this.application), this.validated, this.follows, this.cookies);
	}

	Caller unvalidated() {
		return new Caller(this.application, false, this.follows, this.cookies);
	}

	Caller following() {
		return new Caller(this.application, this.validated, true, this.cookies);
	}

	Caller keeping(CookieJar cookies) {
		return new Caller(this.application, this.validated, this.follows, cookies);
	}

	/**
	 * Sends a request and those that its responses lead to.
	 * @param most the number of blocks after which the client goes away
	 */
	WsgiResponse send(EnvironBuilder request, int most) {
		WsgiResponse response = call(request, most);
		EnvironBuilder next = this.follows ? Redirection.follow(request, response) : null;
		for (int i = 1; next != null; i++) {
			if (i > MOST_REDIRECTIONS) {
				throw new IllegalStateException(
						"The client was redirected " + i + " times, at last to " + response.header("Location"));
			}
			response = call(next, most);
			next = Redirection.follow(next, response);
		}
		return response;
	}

	private WsgiResponse call(EnvironBuilder request, int most) {
		StringWriter errors = new StringWriter();
		try (PrintWriter writer = new PrintWriter(errors)) {
			Map<String, Object> environ = request.errors(writer).build();
			CookieJar.Place place = CookieJar.Place.of(environ);
			if (this.cookies != null) {
				this.cookies.addTo(environ, place);
			}
			Exchange exchange = new Exchange(environ, most);
			WsgiResponse response = this.validated ? Validation.run(exchange, this.application)
					: exchange.run(this.application, Middleware.identity());
			if (this.cookies != null) {
				this.cookies.store(response.headers("Set-Cookie"), place);
			}
			return response.withErrors(errors.toString());
		}
	}

}
