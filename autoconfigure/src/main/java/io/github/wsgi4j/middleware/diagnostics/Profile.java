package io.github.wsgi4j.middleware.diagnostics;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The methods in which a request's thread was found.
 *
 * @param request the method and the path
 * @param duration how long the request took
 * @param samples the number of samples of its stack
 * @param methods the methods, the most frequent first
 */
public record Profile(String request, Duration duration, int samples, List<Method> methods) {

	/**
	 * Creates a profile.
	 */
	public Profile {
		methods = List.copyOf(methods);
	}

	/**
	 * A table: a line for the request, and one for each method.
	 * @return the lines
	 */
	public String text() {
		StringBuilder text = new StringBuilder(LogText.escape(this.request, false)).append(": ")
			.append(this.samples)
			.append(" samples in ")
			.append(this.duration.toMillis())
			.append(" ms\n");
		if (this.samples > 0) {
			text.append("  self total method\n");
		}
		for (Method method : this.methods) {
			text.append(String.format(Locale.ROOT, "%5d%% %4d%% %s\n", 100 * method.self() / this.samples,
					100 * method.total() / this.samples, method.name()));
		}
		return text.toString();
	}

	/**
	 * A method in which the thread was found.
	 *
	 * @param name the class and the method
	 * @param self the number of samples in the method itself
	 * @param total the number of samples in the method or in one that it had called
	 */
	public record Method(String name, int self, int total) {

	}

}
