package io.github.wsgi4j.container.dispatch;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.HeaderMiddleware;
import io.github.wsgi4j.container.EnvironCustomizer;
import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.WsgiContainer;
import io.github.wsgi4j.container.WsgiSettings;
import io.github.wsgi4j.container.execution.ConcurrencyLimiter;
import io.github.wsgi4j.container.input.ReplayableRequest;
import io.github.wsgi4j.container.input.RequestBodies;
import io.github.wsgi4j.container.input.RequestBody;
import io.github.wsgi4j.container.request.CsrfVariables;
import io.github.wsgi4j.container.request.EnvironFactory;
import io.github.wsgi4j.container.request.RequestCheck;
import io.github.wsgi4j.container.request.RequestStreams;
import io.github.wsgi4j.container.response.ErrorHeaders;
import io.github.wsgi4j.container.response.ResponseSubscription;
import io.github.wsgi4j.container.response.TimeoutMonitor;
import io.github.wsgi4j.container.response.UnavailableException;
import io.github.wsgi4j.container.server.LingeringClose;
import io.github.wsgi4j.container.server.NativeExchange;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Answers HTTP with an {@link Application}: the server side of PEP 3333.
 */
final class WsgiHandler implements WebHandler {

	private final WsgiContainer container;

	private final WsgiSettings settings;

	private final TimeoutMonitor timeouts;

	private final String name;

	private final Application application;

	private final Execution execution;

	private final EnvironFactory environs;

	private final RequestBodies bodies;

	private final ErrorHeaders errorHeaders;

	WsgiHandler(WsgiContainer container, Execution execution, TimeoutMonitor timeouts, String name, String mount,
			List<HeaderMiddleware> headers, Application application) {
		this.container = container;
		this.settings = container.settings();
		this.timeouts = timeouts;
		this.name = name;
		this.application = new RoutePatterns(mount, application);
		this.execution = ConcurrencyLimiter.of(execution, this.settings.limits());
		List<EnvironCustomizer> customizers = new ArrayList<>();
		if (this.settings.csrfToken()) {
			customizers.add(new CsrfVariables());
		}
		customizers.addAll(container.customizers());
		this.environs = new EnvironFactory(name, mount, this.settings.environ(), List.copyOf(customizers));
		this.bodies = new RequestBodies(this.settings.buffering(), this.settings.limits(), this.settings.bufferSize());
		this.errorHeaders = new ErrorHeaders(headers, this.settings.retryAfter());
		timeouts.include(this.settings.limits());
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		String server = this.settings.serverHeader();
		if (server != null) {
			exchange.getResponse().getHeaders().set(HttpHeaders.SERVER, server);
		}
		return this.settings.csrfToken() ? CsrfVariables.load(exchange).then(Mono.defer(() -> answer(exchange)))
				: answer(exchange);
	}

	private Mono<Void> answer(ServerWebExchange exchange) {
		Mono<Principal> principal = exchange.getPrincipal();
		// As it is without Spring Security, and worth an operator or three.
		if (principal.equals(Mono.empty())) {
			return body(new NativeExchange(exchange), null);
		}
		return principal.singleOptional()
			.flatMap((user) -> BlockingSecurity.of(body(new NativeExchange(exchange), user.orElse(null)),
					user.orElse(null)));
	}

	private Mono<Void> body(NativeExchange exchange, @Nullable Principal user) {
		try {
			RequestCheck.check(exchange);
		}
		catch (RuntimeException ex) {
			refuse(exchange, user, ex);
			return Mono.error(ex);
		}
		if (this.bodies.isEmpty(exchange)) {
			exchange.ignoreEnd();
			return call(exchange, RequestBody.NONE, user);
		}
		if (exchange.isHttp10()) {
			// Of several lengths Netty takes the first, where others may take the last.
			LingeringClose.closeAfter(exchange);
		}
		return receive(exchange).doOnError((ex) -> refuse(exchange, user, ex))
			.flatMap((body) -> call(exchange, body, user))
			.onErrorResume(exchange::isGivenUp, (ex) -> {
				ResponseSubscription.drop(exchange, ex);
				return Mono.empty();
			});
	}

	private void refuse(NativeExchange exchange, @Nullable Principal user, Throwable error) {
		LingeringClose.closeAfter(exchange);
		if (this.errorHeaders.isEmpty() || exchange.isGivenUp(error)) {
			return;
		}
		RequestStreams streams = streams(exchange, RequestBody.NONE);
		try {
			this.errorHeaders.addTo(exchange, this.environs.create(exchange, streams, user), error);
		}
		catch (RuntimeException ex) {
			// The request may be too malformed for an environ.
			error.addSuppressed(ex);
		}
		finally {
			streams.end();
		}
	}

	private Mono<RequestBody> receive(NativeExchange exchange) {
		return Mono.deferContextual((context) -> {
			ReplayableRequest.handOver(context);
			return this.bodies.open(exchange);
		});
	}

	private Mono<Void> call(NativeExchange exchange, RequestBody body, @Nullable Principal user) {
		return new Mono<>() {

			@Override
			public void subscribe(CoreSubscriber<? super Void> server) {
				ResponseSubscription subscription = new ResponseSubscription(exchange, server,
						WsgiHandler.this.errorHeaders);
				server.onSubscribe(subscription);
				start(exchange, body, user, subscription);
			}

		};
	}

	private void start(NativeExchange exchange, RequestBody body, @Nullable Principal user,
			ResponseSubscription subscription) {
		RequestStreams streams = streams(exchange, body);
		try {
			Map<String, Object> environ = this.environs.create(exchange, streams, user);
			ApplicationRun run = new ApplicationRun(this.name, this.application, exchange, streams, environ,
					this.execution, this.container, this.timeouts, subscription);
			subscription.onAbandoned(environ, run::lost);
			run.start();
		}
		catch (RuntimeException | Error ex) {
			streams.end();
			subscription.fail(UnavailableException.explain(ex));
		}
	}

	private static RequestStreams streams(NativeExchange exchange, RequestBody body) {
		return new RequestStreams(body, exchange.exchange()::getLogPrefix);
	}

}
