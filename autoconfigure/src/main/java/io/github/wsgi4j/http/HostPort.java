package io.github.wsgi4j.http;

import java.util.BitSet;
import java.util.Map;

import io.github.wsgi4j.Environ;
import org.jspecify.annotations.Nullable;

/**
 * A host and a port, as a {@code Host} header, a target or an origin has them: RFC 9110,
 * section 7.2, and RFC 3986, sections 3.2.2 and 3.2.3. {@link java.net.URI} knows no host
 * with an underscore, nor one whose last label begins with a digit.
 *
 * @param host the host, an IPv6 address in its brackets; never empty
 * @param port the port, or -1 if there is none
 */
public record HostPort(String host, int port) {

	private static final int GREATEST_PORT = 65535;

	private static final BitSet ADDRESS = letters("0123456789ABCDEFabcdef.:");

	private static final BitSet NAME = letters(
			"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~!$&'()*+,;=");

	/**
	 * Reads a host and a port.
	 * @return both, or {@code null} if the text is absent, malformed or has no host
	 */
	public static @Nullable HostPort parse(@Nullable String text) {
		if (text == null || !isValid(text)) {
			return null;
		}
		int colon = text.indexOf(':', Math.max(text.indexOf(']'), 0));
		int end = (colon < 0) ? text.length() : colon;
		if (end == 0) {
			return null;
		}
		return new HostPort(text.substring(0, end),
				(end + 1 < text.length()) ? Integer.parseInt(text, end + 1, text.length(), 10) : -1);
	}

	/**
	 * Reports whether both are the same, in any case, where a port that is absent is the
	 * default one.
	 */
	public boolean isSame(@Nullable HostPort other, int defaultPort) {
		return other != null && this.host.equalsIgnoreCase(other.host)
				&& portOr(defaultPort) == other.portOr(defaultPort);
	}

	public int portOr(int defaultPort) {
		return (this.port >= 0) ? this.port : defaultPort;
	}

	/**
	 * Returns the host without the brackets of an IPv6 address.
	 */
	public String address() {
		return this.host.startsWith("[") ? this.host.substring(1, this.host.length() - 1) : this.host;
	}

	/**
	 * Returns a host with the brackets that an IPv6 address needs before a port.
	 */
	public static String bracketed(String address) {
		return (address.indexOf(':') >= 0 && !address.startsWith("[")) ? "[" + address + "]" : address;
	}

	/**
	 * Returns the host and port of the server that an environ names, for which RFC 3875,
	 * section 4.1.14, has no brackets.
	 */
	public static String ofServer(Map<String, Object> environ) {
		return bracketed(Environ.get(environ, Environ.SERVER_NAME)) + ":" + Environ.get(environ, Environ.SERVER_PORT);
	}

	/**
	 * Returns the host and port that a target in absolute form asks for, which have
	 * precedence over a {@code Host} header: RFC 9112, section 3.2.2.
	 * @return the text, which may be malformed, or {@code null} if the target has another
	 * form
	 */
	public static @Nullable String ofTarget(String target) {
		int begin = target.indexOf("://") + 3;
		if (begin < 3 || target.startsWith("/")) {
			return null;
		}
		int end = begin;
		while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) {
			end++;
		}
		return target.substring(begin, end);
	}

	/**
	 * Reports whether a text is a host that may have a port behind it, or empty.
	 */
	public static boolean isValid(String text) {
		boolean literal = text.startsWith("[");
		int end = literal ? span(ADDRESS, text, 1) : name(text);
		if (literal) {
			if (end == 1 || end == text.length() || text.charAt(end) != ']') {
				return false;
			}
			end++;
		}
		return end == text.length() || (end > 0 && text.charAt(end) == ':' && isPort(text, end + 1));
	}

	private static boolean isPort(String text, int from) {
		int port = 0;
		for (int i = from; i < text.length(); i++) {
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

	private static int name(String text) {
		int end = span(NAME, text, 0);
		while (Percent.octet(text, end) >= 0) {
			end = span(NAME, text, end + 3);
		}
		return end;
	}

	private static int span(BitSet letters, String text, int from) {
		int end = from;
		while (end < text.length() && letters.get(text.charAt(end))) {
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
