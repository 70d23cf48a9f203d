package io.github.wsgi4j.container.server;

import java.net.InetSocketAddress;

import io.github.wsgi4j.http.Forwarded;
import io.github.wsgi4j.http.HostPort;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * Refuses what proxies say of a request if it cannot be, as {@link RequestEdge} does,
 * where a servlet container has read it: Jetty puts any text for a scheme in front of the
 * URL, whose path is another one then, and Tomcat takes any for an address.
 */
public final class ForwardedCheck {

	private ForwardedCheck() {
	}

	/**
	 * Puts this in front of a server that trusts its proxies.
	 */
	public static HttpHandler apply(HttpHandler handler) {
		return (request, response) -> {
			if (isPossible(request)) {
				return handler.handle(request, response);
			}
			response.setStatusCode(HttpStatus.BAD_REQUEST);
			return response.setComplete();
		};
	}

	// Tomcat removes the header with the address that it takes.
	private static boolean isPossible(ServerHttpRequest request) {
		if (!(ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServletRequest)) {
			// The servlet API may be there for another reason, beside Reactor Netty.
			return true;
		}
		InetSocketAddress client = request.getRemoteAddress();
		try {
			Forwarded.of(request.getHeaders()::getFirst);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
		return client == null || !client.isUnresolved() || HostPort.parse(client.getHostString()) != null;
	}

}
