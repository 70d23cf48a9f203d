package io.github.wsgi4j.middleware.content;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wsgi4j.middleware.ListValue;
import org.jspecify.annotations.Nullable;

/**
 * How much a client likes the codings of a body: RFC 9110, section 12.5.3.
 */
final class AcceptedCodings {

	private static final Pattern ELEMENT = Pattern
		.compile("([^\\s;]+)(?:\\s*;\\s*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

	private final Map<String, Double> weights = new HashMap<>();

	private AcceptedCodings(List<String> elements) {
		for (String element : elements) {
			Matcher matcher = ELEMENT.matcher(element);
			if (matcher.matches()) {
				String weight = matcher.group(2);
				this.weights.put(matcher.group(1).toLowerCase(Locale.ROOT),
						(weight != null) ? Double.parseDouble(weight) : 1);
			}
		}
	}

	/**
	 * Whether gzip is acceptable, and not liked less than the body as it is.
	 */
	static boolean prefersGzip(@Nullable String acceptEncoding) {
		AcceptedCodings codings = new AcceptedCodings(ListValue.elements(acceptEncoding));
		double gzip = codings.weight("gzip", codings.weight("x-gzip", codings.weight("*", 0)));
		return gzip > 0 && gzip >= codings.weight("identity", 0);
	}

	private double weight(String coding, double otherwise) {
		return this.weights.getOrDefault(coding, otherwise);
	}

}
