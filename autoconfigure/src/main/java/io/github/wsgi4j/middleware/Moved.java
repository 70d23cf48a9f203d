package io.github.wsgi4j.middleware;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.Percent;
import io.github.wsgi4j.http.RawPathInfo;

/**
 * Redirects clients to another URL permanently, with the same method and body: RFC 9110,
 * section 15.4.9.
 */
public final class Moved {

	private Moved() {
	}

	/**
	 * The path and the query of a request, with another path within the application.
	 * @param path the path, in which encoded slashes are told from others
	 */
	public static String target(Map<String, Object> environ, String path) {
		String query = (String) environ.getOrDefault(Environ.QUERY_STRING, "");
		return RawPathInfo.encode(RawPathInfo.script(environ) + path)
				+ (query.isEmpty() ? "" : "?" + Percent.encode(query, Percent.URL));
	}

	public static Iterable<byte[]> to(String location, StartResponse startResponse) {
		startResponse.call("308 Permanent Redirect", List.of(Header.of("Location", location)));
		return Body.empty();
	}

}
