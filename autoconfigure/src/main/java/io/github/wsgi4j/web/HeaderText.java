package io.github.wsgi4j.web;

/**
 * Checks what goes into a header: RFC 9110, section 5.
 */
final class HeaderText {

	private HeaderText() {
	}

	/**
	 * Checks that a text is a token.
	 * @throws IllegalArgumentException if it is not
	 */
	static String token(String text, String what) {
		boolean valid = !text.isEmpty();
		for (int i = 0; i < text.length() && valid; i++) {
			char c = text.charAt(i);
			valid = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
					|| "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
		}
		if (!valid) {
			throw new IllegalArgumentException("The " + what + " is not a token");
		}
		return text;
	}

	/**
	 * Checks that a text can be the value of a header.
	 * @throws IllegalArgumentException if it cannot
	 */
	static String value(String text, String name) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < 0x20 || c == 0x7F || c > 0xFF) {
				throw new IllegalArgumentException(
						"The value of the header '" + name + "' has a control character or one above U+00FF");
			}
		}
		return text;
	}

}
