package io.github.wsgi4j.middleware.security;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wsgi4j.http.HostPort;

/**
 * Which origins are allowed: each in any case and with or without the port of its scheme,
 * one with {@code *.} for any subdomain, or {@code *} for all.
 */
final class Origins {

	private static final Pattern FORM = Pattern
		.compile("[A-Za-z][A-Za-z0-9+.-]*://(?:\\*\\.)?((?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(?::[0-9]+)?)");

	/** The labels of any subdomain, in lower case. */
	static final String LABELS = "[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*";

	private final boolean any;

	private final List<Pattern> patterns;

	/**
	 * Reads origins.
	 * @throws IllegalArgumentException if one is no origin, as with a path or a slash
	 */
	Origins(List<String> origins) {
		this.any = origins.contains("*");
		this.patterns = origins.stream().filter((origin) -> !origin.equals("*")).map(Origins::pattern).toList();
	}

	private static Pattern pattern(String origin) {
		if (!isOrigin(origin)) {
			throw new IllegalArgumentException(
					"'" + origin + "' is not an origin, such as https://example.org, https://example.org:8443 or "
							+ "https://*.example.org");
		}
		String plain = origin.toLowerCase(Locale.ROOT).replaceFirst("^(http://.*):80$|^(https://.*):443$", "$1$2");
		int wildcard = plain.indexOf("*");
		return Pattern.compile((wildcard < 0) ? Pattern.quote(plain)
				: Pattern.quote(plain.substring(0, wildcard)) + LABELS + Pattern.quote(plain.substring(wildcard + 1)));
	}

	private static boolean isOrigin(String text) {
		Matcher matcher = FORM.matcher(text);
		return text.equals("null") || (matcher.matches() && HostPort.parse(matcher.group(1)) != null);
	}

	boolean isAny() {
		return this.any;
	}

	boolean allow(String origin) {
		return this.any || this.patterns.stream().anyMatch((pattern) -> pattern.matcher(origin).matches());
	}

}
