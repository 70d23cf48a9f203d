package io.github.wsgi4j.middleware;

import org.jspecify.annotations.Nullable;

/**
 * The value of {@code CONTENT_LENGTH} and {@code Content-Length}.
 */
final class ContentLength {

	private ContentLength() {
	}

	/**
	 * The number, {@link Long#MAX_VALUE} if it is larger than that, or -1 if there is
	 * none.
	 */
	static long parse(@Nullable Object value) {
		if (!(value instanceof String digits) || digits.isEmpty()
				|| !digits.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return -1;
		}
		try {
			return Long.parseLong(digits);
		}
		catch (NumberFormatException ex) {
			return Long.MAX_VALUE;
		}
	}

}
