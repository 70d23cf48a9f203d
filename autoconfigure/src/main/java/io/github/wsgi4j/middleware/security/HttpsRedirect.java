package io.github.wsgi4j.middleware.security;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.http.HostPort;
import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.http.RawPathInfo;
import io.github.wsgi4j.middleware.Moved;
import io.github.wsgi4j.middleware.RequestHeaders;

/**
 * Redirects http requests to https with 308, and with the same host, path and query. If a
 * proxy terminates https, the server has to trust its forwarded headers, or the redirects
 * never end. With a {@link TrustedHosts} outside of it, nobody is redirected to a host
 * that an attacker chose.
 */
public final class HttpsRedirect implements Middleware {

	private final int port;

	private final List<String> exempt;

	/**
	 * Creates a middleware that redirects all paths to the port 443.
	 */
	public HttpsRedirect() {
		this(443, List.of());
	}

	private HttpsRedirect(int port, List<String> exempt) {
		this.port = port;
		this.exempt = exempt;
	}

	/**
	 * The same middleware with another port.
	 * @param port the port of https, as seen by clients
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is not a port
	 */
	public HttpsRedirect port(int port) {
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException("Invalid port " + port);
		}
		return new HttpsRedirect(port, this.exempt);
	}

	/**
	 * The same middleware with paths that are also served over http, such as
	 * {@code /health}.
	 * @param paths the paths within the application, each with everything below it
	 * @return the other middleware
	 * @throws IllegalArgumentException if one does not start with a slash
	 */
	public HttpsRedirect except(String... paths) {
		return new HttpsRedirect(this.port, Stream.of(paths).map(HttpsRedirect::prefix).toList());
	}

	private static String prefix(String path) {
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException("The path '" + path + "' does not start with a slash");
		}
		return Latin1.encode(path.endsWith("/") ? path : path + "/");
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			String path = RawPathInfo.of(environ);
			if (RequestHeaders.isSecure(environ) || this.exempt.stream().anyMatch((path + "/")::startsWith)) {
				return application.call(environ, startResponse);
			}
			HostPort host = RequestHost.of(environ);
			return (host != null) ? Moved.to(root(host) + target(environ, path), startResponse)
					: RequestHost.refuse(startResponse);
		};
	}

	// One without a slash, as of "OPTIONS *", would be part of the host.
	private static String target(Map<String, Object> environ, String path) {
		String target = Moved.target(environ, path);
		return (target.startsWith("/") || target.startsWith("?")) ? target : "";
	}

	private String root(HostPort host) {
		return "https://" + host.host() + ((this.port != 443) ? ":" + this.port : "");
	}

}
