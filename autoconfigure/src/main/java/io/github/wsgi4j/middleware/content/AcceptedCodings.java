package io.github.wsgi4j.middleware.content;

import java.util.HashMap;
import java.util.Map;

import io.github.wsgi4j.http.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * The preferences of a client for the codings of a body: RFC 9110, section 12.5.3.
 */
final class AcceptedCodings {

	private AcceptedCodings() {
	}

	/**
	 * Whether gzip is acceptable, and not liked less than the body as it is.
	 */
	static boolean prefersGzip(@Nullable String acceptEncoding) {
		Map<String, Double> weights = new HashMap<>();
		for (String element : FieldValue.elements(acceptEncoding)) {
			weights.put(FieldValue.name(element), FieldValue.weight(element));
		}
		double other = weights.getOrDefault("*", 0.0);
		double gzip = weights.getOrDefault("gzip", weights.getOrDefault("x-gzip", other));
		return gzip > 0 && gzip >= weights.getOrDefault("identity", 0.0);
	}

}
