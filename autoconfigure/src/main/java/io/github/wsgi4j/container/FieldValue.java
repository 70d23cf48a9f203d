package io.github.wsgi4j.container;

/**
 * What may stand in a header field or a status line: code points below U+0100 without
 * control characters (PEP 3333, "The start_response() Callable").
 */
final class FieldValue {

	private FieldValue() {
	}

	static boolean isValid(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (!isValid(value.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * A text that can be logged, with a question mark for each character that cannot be
	 * sent.
	 */
	static String printable(String value) {
		StringBuilder printable = new StringBuilder(value.length());
		value.chars().forEach((c) -> printable.append(isValid((char) c) ? (char) c : '?'));
		return printable.toString();
	}

	private static boolean isValid(char c) {
		return c >= 0x20 && c != 0x7F && c < 0x100;
	}

}
