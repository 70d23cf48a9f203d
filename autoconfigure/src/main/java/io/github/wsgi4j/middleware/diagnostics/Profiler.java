package io.github.wsgi4j.middleware.diagnostics;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Middleware;

/**
 * Samples the stack of each request's thread while the application is called and while
 * its body is iterated, and prints the methods in which it was found to {@code
 * wsgi.errors}. The time for which the server waits for the client does not count. The
 * profiler slows the application down a little, and is meant for development.
 */
public final class Profiler implements Middleware {

	private final Duration interval;

	private final int frames;

	private final BiConsumer<Profile, Map<String, Object>> report;

	private Profiler(Duration interval, int frames, BiConsumer<Profile, Map<String, Object>> report) {
		this.interval = interval;
		this.frames = frames;
		this.report = report;
	}

	/**
	 * Creates a profiler that prints 20 methods.
	 * @param interval the time between two samples
	 * @return the middleware
	 * @throws IllegalArgumentException if the interval is not positive
	 */
	public static Profiler every(Duration interval) {
		if (interval.isNegative() || interval.isZero()) {
			throw new IllegalArgumentException("The interval must be positive, not " + interval);
		}
		return new Profiler(interval, 20, Profiler::print);
	}

	/**
	 * The same middleware with another number of methods.
	 * @param frames the maximum number of methods in a profile
	 * @return the middleware
	 */
	public Profiler top(int frames) {
		return new Profiler(this.interval, frames, this.report);
	}

	/**
	 * The same middleware with another destination for the profiles.
	 * @param report receives the profile of a request and its environ when the request
	 * has ended, on its thread
	 * @return the middleware
	 */
	public Profiler to(BiConsumer<Profile, Map<String, Object>> report) {
		return new Profiler(this.interval, this.frames, report);
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			Sampler sampler = new Sampler(this.interval);
			String request = environ.get(Environ.REQUEST_METHOD) + " " + environ.getOrDefault(Environ.SCRIPT_NAME, "")
					+ environ.getOrDefault(Environ.PATH_INFO, "");
			Runnable end = () -> this.report.accept(sampler.end(request, this.frames), environ);
			boolean over = true;
			sampler.enter();
			try {
				Iterable<byte[]> body = application.call(environ, startResponse);
				over = body instanceof Collection || body instanceof FileBody;
				return over ? body : Body.onClose(ProfiledBlocks.of(body, sampler), end::run);
			}
			finally {
				sampler.leave();
				if (over) {
					end.run();
				}
			}
		};
	}

	private static void print(Profile profile, Map<String, Object> environ) {
		if (environ.get(Environ.WSGI_ERRORS) instanceof PrintWriter errors) {
			errors.print(profile.text());
		}
	}

}
