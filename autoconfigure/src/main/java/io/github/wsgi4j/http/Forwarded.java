package io.github.wsgi4j.http;

import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The statements of the nearest proxies about a request, in the header {@code Forwarded}
 * of RFC 7239 or else in {@code X-Forwarded-*}. Of several values the first counts.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host that the client asked for, with its port if there is one
 * @param port the port that the client asked for, or -1
 * @param client the address of the client, in brackets if it is one of IPv6, or a name
 * @param prefix the path that was taken off: empty, or starting but not ending with a
 * slash
 */
public record Forwarded(@Nullable String scheme, @Nullable HostPort host, int port, @Nullable HostPort client,
		@Nullable String prefix) {

	/**
	 * Reads the headers of a request.
	 * @param headers gives the value of a header, or {@code null} if there is none
	 * @throws IllegalArgumentException if one is malformed
	 */
	public static Forwarded of(Function<String, @Nullable String> headers) {
		String standard = headers.apply("Forwarded");
		String prefix = prefix(headers.apply("X-Forwarded-Prefix"));
		if (standard != null) {
			String nearest = FieldValue.elements(standard).stream().findFirst().orElse("");
			HostPort host = host(FieldValue.parameter(nearest, "host"), "host");
			return new Forwarded(scheme(FieldValue.parameter(nearest, "proto")), host,
					(host != null) ? host.port() : -1, client(FieldValue.parameter(nearest, "for")), prefix);
		}
		HostPort host = host(first(headers.apply("X-Forwarded-Host")), "host");
		HostPort port = host(port(first(headers.apply("X-Forwarded-Port"))), "port");
		return new Forwarded(scheme(first(headers.apply("X-Forwarded-Proto"))), host,
				(port != null) ? port.port() : (host != null) ? host.port() : -1,
				client(first(headers.apply("X-Forwarded-For"))), prefix);
	}

	private static @Nullable String scheme(@Nullable String text) {
		return (text == null) ? null : switch (text.toLowerCase(Locale.ROOT)) {
			case "http", "ws" -> "http";
			case "https", "wss" -> "https";
			default -> throw new IllegalArgumentException("Invalid forwarded scheme");
		};
	}

	private static @Nullable HostPort host(@Nullable String text, String what) {
		HostPort host = HostPort.parse(text);
		if (host == null && text != null) {
			throw new IllegalArgumentException("Invalid forwarded " + what);
		}
		return host;
	}

	private static @Nullable String port(@Nullable String text) {
		return (text != null) ? "x:" + text : null;
	}

	// A proxy may hide the client; an address of IPv6 may come without its brackets.
	private static @Nullable HostPort client(@Nullable String text) {
		if (text == null || text.startsWith("_") || text.equalsIgnoreCase("unknown")) {
			return null;
		}
		boolean bare = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
		return host(bare ? "[" + text + "]" : text, "client");
	}

	private static @Nullable String prefix(@Nullable String value) {
		if (value == null) {
			return null;
		}
		StringBuilder prefix = new StringBuilder();
		for (String part : value.split(",", -1)) {
			String path = part.strip();
			prefix.append(path, 0, path.endsWith("/") ? path.length() - 1 : path.length());
		}
		if (!isPath(prefix)) {
			throw new IllegalArgumentException("Invalid forwarded prefix");
		}
		return prefix.toString();
	}

	// Without an empty segment, which would make a host of the next one.
	private static boolean isPath(CharSequence text) {
		boolean slash = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c == '/') ? slash : i == 0 || (!FieldSyntax.isDigitOrLetter(c) && "-._~!$&'()*+;=:@".indexOf(c) < 0)) {
				return false;
			}
			slash = c == '/';
		}
		return !slash;
	}

	// Some proxies send the header without a value where they have none. It is no list of
	// RFC 9110: the first value of several must not be empty.
	private static @Nullable String first(@Nullable String value) {
		return (value != null && !value.isBlank()) ? value.split(",", 2)[0].strip() : null;
	}

}
