package io.github.wsgi4j.container.server;

import io.github.wsgi4j.http.Percent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request as it was sent, where Spring cannot read it: clients send
 * characters in a query, and a few in a path, that {@link java.net.URI} refuses. Spring
 * sees them percent-encoded.
 */
final class SentTarget {

	/**
	 * The key of the target. The environ has no header with an underscore, and what a
	 * client sends under this name is removed.
	 */
	private static final AsciiString HEADER = AsciiString.cached("wsgi4j_target");

	private static final String ENCODED_IN_PATH = "[]^|";

	private static final String ENCODED_IN_QUERY = "\"<>\\^`{|}";

	private SentTarget() {
	}

	/**
	 * The target of a request as it was sent, if Spring sees another.
	 */
	static @Nullable String of(HttpHeaders headers) {
		return headers.get(HEADER);
	}

	/**
	 * The query of a target, if it has one.
	 */
	static @Nullable String query(String target) {
		int begin = target.indexOf('?');
		return (begin >= 0) ? target.substring(begin + 1) : null;
	}

	/**
	 * Makes the target of a request one that Spring can read.
	 */
	static void encode(HttpRequest request) {
		request.headers().remove(HEADER);
		String target = request.uri();
		int from = pathBegin(target);
		if (from >= 0) {
			String encoded = encode(target, from);
			if (encoded.length() > target.length()) {
				request.headers().set(HEADER, target);
				request.setUri(encoded);
			}
		}
	}

	// An authority has rules of its own.
	private static int pathBegin(String target) {
		if (target.startsWith("/")) {
			return 0;
		}
		int scheme = target.indexOf("://");
		return (scheme < 0) ? -1 : Math.max(target.indexOf('/', scheme + 3), target.indexOf('?', scheme + 3));
	}

	private static String encode(String target, int from) {
		StringBuilder encoded = null;
		String refused = ENCODED_IN_PATH;
		for (int i = from; i < target.length(); i++) {
			char c = target.charAt(i);
			boolean query = c == '?' || refused.equals(ENCODED_IN_QUERY);
			refused = query ? ENCODED_IN_QUERY : ENCODED_IN_PATH;
			if (refused.indexOf(c) >= 0 || (query && c == '%' && Percent.octet(target, i) < 0)) {
				encoded = (encoded != null) ? encoded : new StringBuilder(target.length() + 16).append(target, 0, i);
				Percent.appendHex(encoded.append('%'), c);
			}
			else if (encoded != null) {
				encoded.append(c);
			}
		}
		return (encoded != null) ? encoded.toString() : target;
	}

}
