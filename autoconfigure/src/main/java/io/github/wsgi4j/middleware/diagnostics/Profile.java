package io.github.wsgi4j.middleware.diagnostics;

import java.time.Duration;
import java.util.List;

/**
 * In which methods a request's thread was found.
 *
 * @param request the method and the path
 * @param duration how long the request took
 * @param samples how often its stack was looked at
 * @param methods the methods, those in which it was found most often first
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
			text.append(String.format("%5d%% %4d%% %s\n", 100 * method.self() / this.samples,
					100 * method.total() / this.samples, method.name()));
		}
		return text.toString();
	}

	/**
	 * A method in which the thread was found.
	 *
	 * @param name the class and the method
	 * @param self how often it was in the method itself
	 * @param total how often it was in the method or in one that it had called
	 */
	public record Method(String name, int self, int total) {

	}

}
