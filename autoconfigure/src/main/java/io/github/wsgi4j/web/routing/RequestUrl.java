package io.github.wsgi4j.web.routing;

import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.HostPort;
import io.github.wsgi4j.http.Percent;
import io.github.wsgi4j.http.RawPathInfo;

/**
 * The URL of a request: PEP 3333, "URL Reconstruction".
 */
public final class RequestUrl {

	static final UncheckedHost UNCHECKED_HOST = new UncheckedHost();

	private RequestUrl() {
	}

	/**
	 * The scheme and the host, which the log is told of if nobody has checked it.
	 */
	public static String origin(Map<String, Object> environ) {
		UNCHECKED_HOST.warn(environ);
		return scheme(environ) + "://" + host(environ);
	}

	/**
	 * The URL that leads to the application, without a slash at its end.
	 */
	public static String root(Map<String, Object> environ) {
		return origin(environ) + RawPathInfo.encode(RawPathInfo.script(environ));
	}

	/**
	 * The whole URL.
	 */
	public static String of(Map<String, Object> environ) {
		String query = text(environ, Environ.QUERY_STRING, "");
		String path = RawPathInfo.encode(RawPathInfo.of(environ));
		// One without a slash, as of "OPTIONS *", would be part of the host.
		return root(environ) + ((path.isEmpty() || path.startsWith("/")) ? path : "/" + path)
				+ (query.isEmpty() ? "" : "?" + Percent.encode(query, Percent.URL));
	}

	public static String scheme(Map<String, Object> environ) {
		return text(environ, Environ.WSGI_URL_SCHEME, "http");
	}

	/**
	 * The host, with the port if it is not the default port of the scheme.
	 */
	public static String host(Map<String, Object> environ) {
		String sent = text(environ, "HTTP_HOST", "");
		String host = sent.isEmpty() ? HostPort.ofServer(environ) : Percent.encode(sent, Percent.HOST);
		String usual = "https".equals(scheme(environ)) ? ":443" : ":80";
		return host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host;
	}

	private static String text(Map<String, Object> environ, String name, String otherwise) {
		return (environ.get(name) instanceof String text) ? text : otherwise;
	}

}
