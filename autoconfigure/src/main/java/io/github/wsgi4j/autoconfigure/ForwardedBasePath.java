package io.github.wsgi4j.autoconfigure;

import java.net.InetSocketAddress;

import io.github.wsgi4j.http.Forwarded;
import io.github.wsgi4j.http.HostPort;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Refuses what proxies say if it cannot be, and keeps the base path in the context path.
 * Spring puts a forwarded prefix in its place, and the base path is then taken for a part
 * of the path within the application, where no mapping and no rule of Spring Security
 * expects it.
 */
final class ForwardedBasePath extends ForwardedHeaderTransformer {

	private final ForwardedHeaderTransformer delegate;

	ForwardedBasePath(ForwardedHeaderTransformer delegate) {
		this.delegate = delegate;
	}

	@Override
	public ServerHttpRequest apply(ServerHttpRequest request) {
		ServerHttpRequest forwarded = this.delegate.isRemoveOnly() ? this.delegate.apply(request) : trust(request);
		String path = forwarded.getPath().value();
		String within = request.getPath().pathWithinApplication().value();
		// Whatever a proxy has in front of the path, the application's part stays the
		// same.
		return path.endsWith(within) ? withContextPath(forwarded, path.substring(0, path.length() - within.length()))
				: forwarded;
	}

	// Spring believes whatever it can put into a URL, and takes any text for an address.
	private ServerHttpRequest trust(ServerHttpRequest request) {
		Forwarded forwarded = Forwarded.of(request.getHeaders()::getFirst);
		ServerHttpRequest trusted = this.delegate.apply(request);
		InetSocketAddress client = request.getRemoteAddress();
		if (client == null || client.equals(trusted.getRemoteAddress())) {
			return trusted;
		}
		HostPort named = forwarded.client();
		return trusted.mutate()
			.remoteAddress((named != null)
					? InetSocketAddress.createUnresolved(named.address(), named.portOr(client.getPort())) : client)
			.build();
	}

	private static ServerHttpRequest withContextPath(ServerHttpRequest request, String contextPath) {
		return request.getPath().contextPath().value().equals(contextPath) ? request
				: request.mutate().contextPath(contextPath).build();
	}

}
