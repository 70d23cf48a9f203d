package io.github.wsgi4j.container;

import java.net.InetSocketAddress;

import io.github.wsgi4j.http.HostPort;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;

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
		int usual = secure ? 443 : 80;
		HostPort sent = HostPort.parse(authority(request));
		if (sent == null) {
			return new ServerAddress((local != null) ? local.getHostString() : "localhost", usual);
		}
		return new ServerAddress(sent.host(), sent.portOr(usual));
	}

	// A target with a host of its own has precedence over the header: RFC 9112, 3.2.2.
	private static @Nullable String authority(ServerHttpRequest request) {
		String target = NativeRequest.target(request);
		int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
		if (scheme < 0) {
			return request.getURI().getRawAuthority();
		}
		int end = scheme + 3;
		while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
			end++;
		}
		return target.substring(scheme + 3, end);
	}

}
