package io.github.wsgi4j.autoconfigure;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Keeps the base path in the context path. Spring puts a forwarded prefix in its place,
 * and the base path is then taken for a part of the path within the application, where no
 * mapping and no rule of Spring Security expects it.
 */
final class ForwardedBasePath extends ForwardedHeaderTransformer {

	private final ForwardedHeaderTransformer delegate;

	ForwardedBasePath(ForwardedHeaderTransformer delegate) {
		this.delegate = delegate;
	}

	@Override
	public ServerHttpRequest apply(ServerHttpRequest request) {
		ServerHttpRequest forwarded = this.delegate.apply(request);
		String path = forwarded.getPath().value();
		String within = request.getPath().pathWithinApplication().value();
		// Whatever a proxy has in front of the path, the application's part stays the
		// same.
		return path.endsWith(within) ? withContextPath(forwarded, path.substring(0, path.length() - within.length()))
				: forwarded;
	}

	private static ServerHttpRequest withContextPath(ServerHttpRequest request, String contextPath) {
		return request.getPath().contextPath().value().equals(contextPath) ? request
				: request.mutate().contextPath(contextPath).build();
	}

}
