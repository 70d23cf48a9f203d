package io.github.wsgi4j.recording;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Environ;
import org.jspecify.annotations.Nullable;

/**
 * The end of an exchange that a {@link Shadow} has seen.
 *
 * @param route the method and the pattern of the path, or the path where neither
 * application tells a pattern
 * @param outcome how it ended
 * @param differences the differences of the two responses
 * @param reason why they were not compared, or an empty text
 * @param failure the exception of the shadow, or {@code null}
 * @param primary what the client was answered, or {@code null} unless that differs
 * @param shadow what it would have been answered, or {@code null}
 */
public record ShadowResult(String route, Outcome outcome, List<Difference> differences, String reason,
		@Nullable Throwable failure, @Nullable Recording primary, @Nullable Recording shadow) {

	static ShadowResult of(String route, List<Difference> differences, Recording primary, Recording shadow) {
		return new ShadowResult(route, Outcome.DIFFERED, differences, "", null, primary, shadow);
	}

	static ShadowResult of(String route, Outcome outcome, String reason, @Nullable Throwable failure) {
		return new ShadowResult(route, outcome, List.of(), reason, failure, null, null);
	}

	/**
	 * The name of a route.
	 * @param pattern the pattern of the path, or {@code null} if there is none
	 */
	static String route(Map<String, Object> environ, @Nullable Object pattern) {
		return environ.get(Environ.REQUEST_METHOD) + " " + ((pattern != null) ? pattern : path(environ));
	}

	// Without path parameters: a session may be among them.
	private static String path(Map<String, Object> environ) {
		String sent = (String) environ.getOrDefault(Environ.PATH_INFO, "");
		String path = (sent.indexOf(';') >= 0) ? sent.replaceAll(";[^/]*", "") : sent;
		return path.isEmpty() ? "/" : Escape.line(path);
	}

	/**
	 * The ways in which an exchange can end for a shadow.
	 */
	public enum Outcome {

		/** Both applications gave the same answer. */
		AGREED,

		/** The answers differ. */
		DIFFERED,

		/** There was nothing to compare with, or more than is compared. */
		SKIPPED,

		/**
		 * The shadow was not asked, since it was at its limits or there was no time for
		 * it.
		 */
		DROPPED,

		/** The shadow threw an exception or took too long. */
		FAILED

	}

}
