package io.github.wsgi4j.container;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;

/**
 * Finds the server's own response behind Spring's.
 */
final class NativeResponse {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.netty.http.server.HttpServerResponse",
			NativeResponse.class.getClassLoader());

	private NativeResponse() {
	}

	static @Nullable HttpServerResponse reactor(ServerHttpResponse response) {
		return (REACTOR && origin(response) instanceof HttpServerResponse reactor) ? reactor : null;
	}

	/**
	 * The same, if nothing that decorates the response wants to see its body.
	 */
	static @Nullable HttpServerResponse undecorated(ServerHttpResponse response) {
		return (response instanceof ServerHttpResponseDecorator) ? null : reactor(response);
	}

	/**
	 * The response of the server itself, whichever it is.
	 */
	static @Nullable Object origin(ServerHttpResponse response) {
		ServerHttpResponse undecorated = response;
		while (undecorated instanceof ServerHttpResponseDecorator decorator) {
			undecorated = decorator.getDelegate();
		}
		return (undecorated instanceof AbstractServerHttpResponse server) ? nativeResponse(server) : null;
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
