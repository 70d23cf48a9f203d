package io.github.wsgi4j.container;

import java.util.BitSet;

/**
 * The host and port of a {@code Host} header or of a target with a host of its own: RFC
 * 9110, section 7.2, and RFC 3986, sections 3.2.2 and 3.2.3.
 */
final class HostField {

	private static final int GREATEST_PORT = 65535;

	private static final BitSet HEX = letters("0123456789ABCDEFabcdef");

	private static final BitSet ADDRESS = letters("0123456789ABCDEFabcdef.:");

	private static final BitSet NAME = letters(
			"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "abcdefghijklmnopqrstuvwxyz-._~!$&'()*+,;=");

	private HostField() {
	}

	/**
	 * Whether a text from an index on, up to another, is a host that may have a port
	 * behind it.
	 */
	static boolean isValid(CharSequence text, int from, int to) {
		boolean literal = from < to && text.charAt(from) == '[';
		int end = literal ? span(ADDRESS, text, from + 1, to) : name(text, from, to);
		if (literal) {
			if (end == from + 1 || end == to || text.charAt(end) != ']') {
				return false;
			}
			end++;
		}
		return end == to || (end > from && text.charAt(end) == ':' && isPort(text, end + 1, to));
	}

	private static boolean isPort(CharSequence text, int from, int to) {
		int port = 0;
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if (c < '0' || c > '9') {
				return false;
			}
			port = port * 10 + c - '0';
			if (port > GREATEST_PORT) {
				return false;
			}
		}
		return true;
	}

	private static int name(CharSequence text, int from, int to) {
		int end = span(NAME, text, from, to);
		while (end + 2 < to && text.charAt(end) == '%' && HEX.get(text.charAt(end + 1))
				&& HEX.get(text.charAt(end + 2))) {
			end = span(NAME, text, end + 3, to);
		}
		return end;
	}

	private static int span(BitSet letters, CharSequence text, int from, int to) {
		int end = from;
		while (end < to && letters.get(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static BitSet letters(String all) {
		BitSet letters = new BitSet(128);
		all.chars().forEach(letters::set);
		return letters;
	}

}
