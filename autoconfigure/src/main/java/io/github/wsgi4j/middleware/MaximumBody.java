package io.github.wsgi4j.middleware;

import java.io.IOException;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.ContentLength;
import io.github.wsgi4j.http.body.LimitedStream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose body is too large, with 413: at once if the
 * {@code CONTENT_LENGTH} says so. Otherwise the read that goes beyond the limit throws an
 * {@code IOException}, and 413 is the answer if that ends the application's call, or the
 * iteration of its body, before anything was sent.
 */
public final class MaximumBody implements Middleware {

	private static final String STATUS = "413 Content Too Large";

	private final long limit;

	/**
	 * Creates a middleware.
	 * @param limit the maximum size of a request body, in bytes
	 * @throws IllegalArgumentException if the limit is negative
	 */
	public MaximumBody(long limit) {
		if (limit < 0) {
			throw new IllegalArgumentException("The limit must not be negative: " + limit);
		}
		this.limit = limit;
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			if (ContentLength.parse(environ.get(Environ.CONTENT_LENGTH)) > this.limit) {
				return refuse(startResponse, null);
			}
			LimitedStream limited = new LimitedStream(Environ.input(environ), this.limit, () -> {
				throw new IOException("The request body is larger than " + this.limit + " bytes");
			});
			environ.put(Environ.WSGI_INPUT, new Input(limited));
			try {
				return GuardedBlocks.of(application.call(environ, startResponse),
						(ex) -> limited.hasThrown(ex) ? refuse(startResponse, ex) : null);
			}
			catch (Exception ex) {
				if (!limited.hasThrown(ex)) {
					throw ex;
				}
				return refuse(startResponse, ex);
			}
		};
	}

	private Iterable<byte[]> refuse(StartResponse startResponse, @Nullable Throwable excInfo) {
		String text = "The request body is larger than " + this.limit + " bytes.\n";
		// In the place of a publisher's blocks, the answer ends before they do.
		startResponse.call(STATUS, List.of(Header.of("Content-Type", "text/plain; charset=utf-8"),
				Header.of("Content-Length", Integer.toString(text.length()))), excInfo);
		return Body.text(text);
	}

}
