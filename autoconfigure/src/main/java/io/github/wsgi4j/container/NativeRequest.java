package io.github.wsgi4j.container;

import java.util.Iterator;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;

/**
 * What only the server's own request knows: the protocol, and the target as it was sent.
 */
final class NativeRequest {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.netty.http.server.HttpServerRequest",
			NativeRequest.class.getClassLoader());

	/** Spring's request of Reactor Netty, which is not public. */
	private static final String UNCHANGED = "org.springframework.http.server.reactive.ReactorServerHttpRequest";

	private NativeRequest() {
	}

	static String protocol(ServerHttpRequest request) {
		Object origin = origin(request);
		if (REACTOR && origin instanceof HttpServerRequest reactor) {
			return reactor.version().text();
		}
		String protocol = ServletExchange.protocol(origin);
		return (protocol != null) ? protocol : "HTTP/1.1";
	}

	/**
	 * Whether the request came as a stream of HTTP/2, and does not only say so as Reactor
	 * Netty lets it.
	 */
	static boolean isHttp2(ServerHttpRequest request) {
		HttpServerRequest reactor = reactor(request);
		boolean[] stream = new boolean[] { reactor == null };
		if (reactor != null) {
			reactor.withConnection((connection) -> stream[0] = connection.channel() instanceof Http2StreamChannel);
		}
		return stream[0];
	}

	static String target(ServerHttpRequest request) {
		Object origin = origin(request);
		if (REACTOR && origin instanceof HttpServerRequest reactor) {
			String sent = SentTarget.of(reactor.requestHeaders());
			return (sent != null) ? sent : reactor.uri();
		}
		String target = ServletExchange.target(origin);
		if (target != null) {
			return target;
		}
		String query = request.getURI().getRawQuery();
		String path = request.getPath().value();
		return (path.isEmpty() ? "/" : path) + ((query != null) ? "?" + query : "");
	}

	/**
	 * The query as it was sent, unless a filter has changed it.
	 */
	static @Nullable String query(ServerHttpRequest request) {
		HttpServerRequest reactor = reactor(request);
		String sent = (reactor != null) ? SentTarget.of(reactor.requestHeaders()) : null;
		int begin = (sent != null) ? sent.indexOf('?') : -1;
		return (sent != null && begin >= 0) ? sent.substring(begin + 1) : request.getURI().getRawQuery();
	}

	/**
	 * The headers as they were sent, if nothing has changed or decorated the request
	 * since.
	 */
	static @Nullable HttpHeaders headers(ServerHttpRequest request) {
		return (request.getClass().getName().equals(UNCHANGED) && request instanceof AbstractServerHttpRequest server
				&& server.getNativeRequest() instanceof HttpServerRequest reactor) ? reactor.requestHeaders() : null;
	}

	/**
	 * How often a header is there.
	 */
	static int count(ServerHttpRequest request, AsciiString name) {
		HttpHeaders sent = headers(request);
		if (sent == null) {
			return request.getHeaders().getOrEmpty(name.toString()).size();
		}
		int count = 0;
		for (Iterator<? extends CharSequence> values = sent.valueCharSequenceIterator(name); values.hasNext();) {
			values.next();
			count++;
		}
		return count;
	}

	/**
	 * The value of a header that is there once.
	 */
	static String value(ServerHttpRequest request, AsciiString name) {
		HttpHeaders sent = headers(request);
		String value = (sent != null) ? sent.get(name) : request.getHeaders().getFirst(name.toString());
		return (value != null) ? value : "";
	}

	/**
	 * Says that nobody waits for the end of a request, which has no body.
	 */
	static void ignoreEnd(ServerHttpRequest request) {
		if (reactor(request) != null) {
			LoopTurn.current().ignoreEnd();
		}
	}

	static @Nullable HttpServerRequest reactor(ServerHttpRequest request) {
		return (REACTOR && origin(request) instanceof HttpServerRequest reactor) ? reactor : null;
	}

	private static @Nullable Object origin(ServerHttpRequest request) {
		ServerHttpRequest undecorated = request;
		while (undecorated instanceof ServerHttpRequestDecorator decorator) {
			undecorated = decorator.getDelegate();
		}
		return (undecorated instanceof AbstractServerHttpRequest server) ? nativeRequest(server) : null;
	}

	private static @Nullable Object nativeRequest(AbstractServerHttpRequest request) {
		try {
			return request.getNativeRequest();
		}
		catch (IllegalStateException ex) {
			// Spring's mock of a request has none and says so.
			return null;
		}
	}

}
