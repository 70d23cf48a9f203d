package io.github.wsgi4j.container;

import java.net.InetSocketAddress;
import java.net.URI;

import io.netty.handler.codec.http.HttpHeaderNames;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a request was sent to, as far as the client says so, else where it arrived: RFC
 * 3875, sections 4.1.14 and 4.1.15.
 *
 * @param name the host
 * @param port the port
 */
record ServerAddress(String name, int port) {

	static ServerAddress of(ServerHttpRequest request, boolean secure) {
		InetSocketAddress local = request.getLocalAddress();
		if (local != null && NativeRequest.count(request, HttpHeaderNames.HOST) == 0) {
			return new ServerAddress(local.getHostString(), local.getPort());
		}
		URI uri = uri(request);
		String host = uri.getHost();
		String fallback = (local != null) ? local.getHostString() : "localhost";
		return new ServerAddress((host != null && !host.isEmpty()) ? host : fallback,
				(uri.getPort() >= 0) ? uri.getPort() : secure ? 443 : 80);
	}

	// A target with a host of its own has precedence over the header: RFC 9112, 3.2.2.
	private static URI uri(ServerHttpRequest request) {
		String target = NativeRequest.target(request);
		try {
			return target.startsWith("/") ? request.getURI() : request.getURI().resolve(target);
		}
		catch (IllegalArgumentException ex) {
			return request.getURI();
		}
	}

}
