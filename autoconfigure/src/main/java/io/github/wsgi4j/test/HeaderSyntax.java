package io.github.wsgi4j.test;

import java.util.regex.Pattern;

/**
 * What may stand in a header: RFC 9110, section 5, and PEP 3333, "The start_response()
 * Callable".
 */
final class HeaderSyntax {

	private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\x80-\\xFF]*");

	private static final Pattern HOP_BY_HOP = Pattern
		.compile("(?i)connection|keep-alive|proxy-(authenticate|authorization|connection)|te|trailers?"
				+ "|transfer-encoding|upgrade");

	private HeaderSyntax() {
	}

	static boolean isToken(String name) {
		return TOKEN.matcher(name).matches();
	}

	static boolean isValue(String value) {
		return VALUE.matcher(value).matches();
	}

	static boolean isHopByHop(String name) {
		return HOP_BY_HOP.matcher(name).matches();
	}

}
