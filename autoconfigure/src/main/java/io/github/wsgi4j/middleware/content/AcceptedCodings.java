package io.github.wsgi4j.middleware.content;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.http.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * The preferences of a client for the codings of a body: RFC 9110, section 12.5.3.
 */
final class AcceptedCodings {

	static final String GZIP = "gzip";

	private AcceptedCodings() {
	}

	/**
	 * Whether gzip is acceptable, and not liked less than the body as it is.
	 */
	static boolean prefersGzip(@Nullable String acceptEncoding) {
		return best(acceptEncoding, List.of(GZIP)) != null;
	}

	/**
	 * The coding that the client likes best, the first of several.
	 * @param offered the codings that there are, the server's own favourite first
	 * @return one of them, or {@code null} if the body as it is is liked more
	 */
	static @Nullable String best(@Nullable String acceptEncoding, Collection<String> offered) {
		Map<String, Double> weights = new HashMap<>();
		for (String element : FieldValue.elements(acceptEncoding)) {
			weights.put(FieldValue.name(element), FieldValue.weight(element));
		}
		double other = weights.getOrDefault("*", 0.0);
		double identity = weights.getOrDefault("identity", 0.0);
		String best = null;
		double most = 0;
		for (String coding : offered) {
			double weight = weights.getOrDefault(coding,
					coding.equals(GZIP) ? weights.getOrDefault("x-gzip", other) : other);
			if (weight > most && weight >= identity) {
				best = coding;
				most = weight;
			}
		}
		return best;
	}

}
