package io.github.wsgi4j.http;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The status of a response: PEP 3333, "The start_response() Callable", and RFC 9112,
 * section 4.
 *
 * @param code the status code, from 200 to 999
 * @param reason the reason phrase
 */
public record StatusLine(int code, String reason) {

	/**
	 * The codes of responses that never have a body: RFC 9110, sections 15.3.5, 15.3.6
	 * and 15.4.5.
	 */
	public static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

	/**
	 * Reads a status.
	 * @throws IllegalArgumentException if it is malformed, or not that of a final
	 * response
	 */
	public static StatusLine parse(@Nullable String status) {
		if (status == null) {
			throw new IllegalArgumentException("The status is null");
		}
		if (!hasForm(status) || FieldSyntax.invalid(status) >= 0) {
			throw new IllegalArgumentException("The status '" + FieldSyntax.printable(status)
					+ "' is not three digits, one space and a reason phrase");
		}
		int code = Integer.parseInt(status, 0, 3, 10);
		if (code < 200) {
			throw new IllegalArgumentException(
					"The status '" + status + "' is informational: a response needs a status of 200 or above");
		}
		return new StatusLine(code, status.substring(4));
	}

	private static boolean hasForm(String status) {
		return status.length() > 4 && isDigit(status.charAt(0)) && isDigit(status.charAt(1))
				&& isDigit(status.charAt(2)) && status.charAt(3) == ' ' && status.charAt(4) != ' ';
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	/**
	 * Reports whether a response of this status never has a body.
	 */
	public boolean forbidsBody() {
		return WITHOUT_BODY.contains(this.code);
	}

	/**
	 * The status as {@code start_response} takes it.
	 */
	@Override
	public String toString() {
		return this.code + " " + this.reason;
	}

}
