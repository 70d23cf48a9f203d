package io.github.wsgi4j.middleware;

import java.util.Locale;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;

/**
 * Tells the client in a header how long it took to start the response.
 *
 * @param format the header
 */
public record RuntimeHeader(Format format) implements Middleware {

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			long begin = System.nanoTime();
			return application.call(environ, (status, headers, excInfo) -> {
				HeaderFields fields = new HeaderFields(headers);
				add(fields, System.nanoTime() - begin);
				return startResponse.call(status, fields.list(), excInfo);
			});
		};
	}

	private void add(HeaderFields fields, long nanos) {
		switch (this.format) {
			case X_RUNTIME -> fields.setIfAbsent("X-Runtime", number("%.6f", nanos / 1e9));
			case SERVER_TIMING -> fields.add("Server-Timing", "app;dur=" + number("%.3f", nanos / 1e6));
		}
	}

	private static String number(String format, double value) {
		return String.format(Locale.ROOT, format, value);
	}

	/**
	 * The headers that can tell it.
	 */
	public enum Format {

		/** {@code X-Runtime}: in seconds. An existing one is kept. */
		X_RUNTIME,

		/**
		 * {@code Server-Timing} of the W3C: in milliseconds, under the name {@code app},
		 * in addition to existing ones.
		 */
		SERVER_TIMING

	}

}
