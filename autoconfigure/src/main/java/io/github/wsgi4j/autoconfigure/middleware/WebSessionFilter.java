package io.github.wsgi4j.autoconfigure.middleware;

import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionIdResolver;
import org.springframework.web.server.session.WebSessionManager;

/**
 * Loads the session of a request before an application is called, since it cannot wait
 * for that on an event loop. It comes before other filters, so that what it does before
 * the response is committed comes before the session is saved.
 */
final class WebSessionFilter implements WebFilter, Ordered {

	private final @Nullable WebSessionIdResolver resolver;

	WebSessionFilter(@Nullable WebSessionManager manager) {
		if (manager instanceof DefaultWebSessionManager usual) {
			this.resolver = usual.getSessionIdResolver();
			LateSaves.of(usual);
		}
		else {
			this.resolver = null;
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 50;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpResponse response = exchange.getResponse();
		response.beforeCommit(() -> commit(exchange));
		return exchange.getSession().flatMap((session) -> {
			exchange.getAttributes().put(SpringSession.ATTRIBUTE, new SpringSession(session));
			response.beforeCommit(() -> toConnection(response));
			return toConnection(response).then(Mono.defer(() -> chain.filter(exchange)));
		});
	}

	private Mono<Void> commit(ServerWebExchange exchange) {
		if (!(exchange.getAttribute(SpringSession.ATTRIBUTE) instanceof SpringSession session)) {
			return Mono.empty();
		}
		return session.commit(() -> {
			// While a store takes its time with a new identifier, Spring has compared the
			// old one with the client's, and found that there is nothing to tell it.
			if (this.resolver != null) {
				this.resolver.setSessionId(exchange, session.id());
			}
		});
	}

	// The store may answer on a thread of its own. A response is written from its
	// connection, or a client may have it before Reactor Netty has sent it.
	private static Mono<Void> toConnection(ServerHttpResponse response) {
		return Mono.defer(() -> {
			EventLoop loop = loop(response);
			return (loop == null || loop.inEventLoop()) ? Mono.empty() : Mono.<Void>fromRunnable(() -> {
			}).subscribeOn(Schedulers.fromExecutor(loop));
		});
	}

	private static @Nullable EventLoop loop(ServerHttpResponse response) {
		try {
			if (ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpServerResponse reactor) {
				AtomicReference<@Nullable EventLoop> loop = new AtomicReference<>();
				reactor.withConnection((connection) -> loop.set(connection.channel().eventLoop()));
				return loop.get();
			}
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			// Spring's mock of a response has none and says so.
		}
		return null;
	}

}
