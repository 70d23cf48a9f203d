package io.github.wsgi4j.middleware.security;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.HostPort;
import io.github.wsgi4j.middleware.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The host that URLs are made of: PEP 3333, "URL Reconstruction". Where a proxy is
 * trusted, the server has put the host that the proxy was asked for into the environ.
 */
final class RequestHost {

	private RequestHost() {
	}

	/**
	 * The host, or {@code null} if it is malformed.
	 */
	static @Nullable HostPort of(Map<String, Object> environ) {
		String host = RequestHeaders.get(environ, "HTTP_HOST");
		return HostPort.parse((host != null && !host.isEmpty()) ? host : HostPort.ofServer(environ));
	}

	/**
	 * Answers a request whose host cannot be used.
	 */
	static Iterable<byte[]> refuse(StartResponse startResponse) {
		startResponse.call("400 Bad Request", List.of(Header.of("Content-Type", "text/plain; charset=utf-8")));
		return Body.text("Nothing is served for this host.\n");
	}

}
