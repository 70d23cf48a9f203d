package io.github.wsgi4j.test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.http.Percent;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request: a path with an optional query, or a whole URL.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority the host and perhaps the port, or {@code null} if the target has none
 * @param path the path, percent-encoded
 * @param query the query, or {@code null} if the target has none
 */
record RequestTarget(String scheme, @Nullable String authority, String path, @Nullable String query) {

	private static final Pattern TARGET = Pattern
		.compile("(?:(?i:(https?))://([^/?#]+))?([^?#]*)(?:\\?([^#]*))?(?:#.*)?");

	static RequestTarget parse(String target) {
		Matcher matcher = TARGET.matcher(Percent.encode(Latin1.encode(target), Percent.VISIBLE));
		if (!matcher.matches()) {
			throw new IllegalArgumentException("The target '" + target + "' is neither a path nor a URL");
		}
		String scheme = matcher.group(1);
		String path = (scheme != null && matcher.group(3).isEmpty()) ? "/" : matcher.group(3);
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException("The path of '" + target + "' does not start with a slash");
		}
		return new RequestTarget((scheme != null) ? scheme.toLowerCase(Locale.ROOT) : "http", matcher.group(2), path,
				matcher.group(4));
	}

	RequestTarget withParameter(String name, String value) {
		String parameter = URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
				+ URLEncoder.encode(value, StandardCharsets.UTF_8);
		return new RequestTarget(this.scheme, this.authority, this.path,
				(this.query == null || this.query.isEmpty()) ? parameter : this.query + "&" + parameter);
	}

	RequestTarget withAuthority(@Nullable String authority) {
		return new RequestTarget(this.scheme, authority, this.path, this.query);
	}

	/**
	 * The target as a client sends it.
	 */
	String requestUri() {
		return this.path + ((this.query != null) ? "?" + this.query : "");
	}

}
