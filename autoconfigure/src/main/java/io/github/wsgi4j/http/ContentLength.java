package io.github.wsgi4j.http;

import org.jspecify.annotations.Nullable;

/**
 * The value of {@code Content-Length} and {@code CONTENT_LENGTH}: RFC 9110, section 8.6.
 */
public final class ContentLength {

	private static final int MOST_DIGITS = 18;

	private ContentLength() {
	}

	/**
	 * Returns the length, {@link Long#MAX_VALUE} if it has more than 18 digits, or -1 if
	 * the value is not a length.
	 */
	public static long parse(@Nullable Object value) {
		if (!(value instanceof String digits) || digits.isEmpty()) {
			return -1;
		}
		for (int i = 0; i < digits.length(); i++) {
			if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
				return -1;
			}
		}
		return (digits.length() <= MOST_DIGITS) ? Long.parseLong(digits) : Long.MAX_VALUE;
	}

	/**
	 * Returns the length that a response declares.
	 * @param before the length that the same response has declared before, or -1
	 * @throws IllegalArgumentException if the value is not a length that can be sent, or
	 * not that from before
	 */
	static long declared(String value, long before) {
		long length = parse(value);
		if (length < 0 || length == Long.MAX_VALUE) {
			throw new IllegalArgumentException("The Content-Length '" + value + "' is not a number of bytes");
		}
		if (before >= 0 && before != length) {
			throw new IllegalArgumentException("There are two Content-Lengths, " + before + " and " + length);
		}
		return length;
	}

}
