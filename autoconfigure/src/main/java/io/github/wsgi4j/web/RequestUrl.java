package io.github.wsgi4j.web;

import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.Percent;
import io.github.wsgi4j.http.RawPathInfo;

/**
 * The URL of a request: PEP 3333, "URL Reconstruction".
 */
final class RequestUrl {

	private RequestUrl() {
	}

	/**
	 * The URL that leads to the application, without a slash at its end.
	 */
	static String root(Map<String, Object> environ) {
		return scheme(environ) + "://" + host(environ) + path(text(environ, Environ.SCRIPT_NAME, ""));
	}

	/**
	 * The whole URL.
	 */
	static String of(Map<String, Object> environ) {
		String query = text(environ, Environ.QUERY_STRING, "");
		return root(environ) + path(RawPathInfo.of(environ))
				+ (query.isEmpty() ? "" : "?" + Percent.encode(query, Percent.URL));
	}

	/**
	 * A decoded path, percent-encoded.
	 */
	static String path(String latin1) {
		return RawPathInfo.encode(latin1);
	}

	static String scheme(Map<String, Object> environ) {
		return text(environ, Environ.WSGI_URL_SCHEME, "http");
	}

	/**
	 * The host, with the port where that is not the usual one.
	 */
	static String host(Map<String, Object> environ) {
		String host = text(environ, "HTTP_HOST", "");
		if (!host.isEmpty()) {
			return Percent.encode(host, Percent.HOST);
		}
		String name = Environ.get(environ, Environ.SERVER_NAME);
		String port = Environ.get(environ, Environ.SERVER_PORT);
		boolean usual = port.equals("https".equals(scheme(environ)) ? "443" : "80");
		return usual ? name : name + ":" + port;
	}

	private static String text(Map<String, Object> environ, String name, String otherwise) {
		return (environ.get(name) instanceof String text) ? text : otherwise;
	}

}
