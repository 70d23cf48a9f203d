package io.github.wsgi4j.container;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;

/**
 * Finds the response of Reactor Netty behind Spring's.
 */
final class NativeResponse {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.netty.http.server.HttpServerResponse",
			NativeResponse.class.getClassLoader());

	private NativeResponse() {
	}

	static @Nullable HttpServerResponse reactor(ServerHttpResponse response) {
		ServerHttpResponse undecorated = response;
		while (undecorated instanceof ServerHttpResponseDecorator decorator) {
			undecorated = decorator.getDelegate();
		}
		return undecorated(undecorated);
	}

	/**
	 * The same, if nothing that decorates the response wants to see its body.
	 */
	static @Nullable HttpServerResponse undecorated(ServerHttpResponse response) {
		return (REACTOR && response instanceof AbstractServerHttpResponse server)
				&& nativeResponse(server) instanceof HttpServerResponse reactor ? reactor : null;
	}

	private static @Nullable Object nativeResponse(AbstractServerHttpResponse response) {
		try {
			return response.getNativeResponse();
		}
		catch (IllegalStateException ex) {
			// Spring's mock of a response has none and says so.
			return null;
		}
	}

}
