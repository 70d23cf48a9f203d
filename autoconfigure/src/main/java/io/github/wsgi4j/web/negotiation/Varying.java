package io.github.wsgi4j.web.negotiation;

import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The headers by which a response was chosen, for its {@code Vary}.
 */
public final class Varying {

	private static final String KEY = "wsgi4j.web.vary";

	private Varying() {
	}

	/**
	 * Notes that the response to a request depends on a header.
	 */
	public static void add(Map<String, Object> environ, String header) {
		String[] before = find(environ);
		environ.put(KEY, (before == null) ? new String[] { header }
				: Stream.concat(Stream.of(before), Stream.of(header)).distinct().toArray(String[]::new));
	}

	/**
	 * Returns the names of the headers, or {@code null} if there are none.
	 */
	public static String @Nullable [] find(Map<String, Object> environ) {
		return (String[]) environ.get(KEY);
	}

}
