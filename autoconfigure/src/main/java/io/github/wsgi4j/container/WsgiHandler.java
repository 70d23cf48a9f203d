package io.github.wsgi4j.container;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import io.github.wsgi4j.Application;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Answers HTTP with an {@link Application}: the server side of PEP 3333.
 */
final class WsgiHandler implements WebHandler {

	private final WsgiContainer container;

	private final String name;

	private final Application application;

	private final Execution execution;

	private final EnvironFactory environs;

	private final RequestBodies bodies;

	private final @Nullable Admission admission;

	WsgiHandler(WsgiContainer container, Execution execution, String name, String mount, Application application) {
		WsgiSettings settings = container.settings();
		this.container = container;
		this.name = name;
		this.application = new RoutePatterns(mount, application);
		this.execution = execution;
		this.environs = new EnvironFactory(mount, settings.environ(), container.customizers());
		this.bodies = settings.buffering().bodies(settings.limits(), settings.bufferSize());
		this.admission = Admission.of(settings.limits());
		container.watch().include(settings.limits());
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		String server = this.container.settings().serverHeader();
		if (server != null) {
			exchange.getResponse().getHeaders().set(HttpHeaders.SERVER, server);
		}
		return user(exchange);
	}

	private Mono<Void> user(ServerWebExchange exchange) {
		Mono<Principal> principal = exchange.getPrincipal();
		// As it is without Spring Security, and worth an operator or three.
		if (principal.equals(Mono.empty())) {
			return body(exchange, null);
		}
		return principal.map((user) -> Optional.of(user.getName()))
			.defaultIfEmpty(Optional.empty())
			.flatMap((user) -> body(exchange, user.orElse(null)));
	}

	private Mono<Void> body(ServerWebExchange exchange, @Nullable String user) {
		try {
			RequestCheck.check(exchange.getRequest());
		}
		catch (RuntimeException ex) {
			LingeringClose.closeAfter(exchange);
			return Mono.error(ex);
		}
		if (this.bodies.isEmpty(exchange.getRequest())) {
			NativeRequest.ignoreEnd(exchange.getRequest());
			return call(exchange, RequestBody.NONE, user);
		}
		if (NativeRequest.protocol(exchange.getRequest()).equals("HTTP/1.0")) {
			// Of several lengths Netty takes the first, where others may take the last.
			LingeringClose.closeAfter(exchange);
		}
		return receive(exchange.getRequest()).doOnError((ex) -> LingeringClose.closeAfter(exchange))
			.flatMap((body) -> call(exchange, body, user))
			.onErrorResume((ex) -> InboundBody.isGivenUp(exchange.getRequest(), ex), (ex) -> {
				AwaitedResponse.drop(exchange, ex);
				return Mono.empty();
			});
	}

	private Mono<RequestBody> receive(ServerHttpRequest request) {
		if (!ReplayableForms.isForm(request)) {
			return this.bodies.open(request);
		}
		return Mono.deferContextual((context) -> {
			ReplayableRequest.handOver(context);
			return this.bodies.open(request);
		});
	}

	private Invocation limited(Ticket ticket, Map<String, Object> environ, RunningRequest request,
			AwaitedResponse response, RequestStreams streams) {
		return new Invocation(this.application, environ, request, ticket, this.container, response, () -> {
			streams.end();
			ticket.release();
		});
	}

	private Mono<Void> call(ServerWebExchange exchange, RequestBody body, @Nullable String user) {
		return new Mono<>() {

			@Override
			public void subscribe(CoreSubscriber<? super Void> server) {
				AwaitedResponse response = new AwaitedResponse(exchange, server);
				server.onSubscribe(response);
				start(exchange, body, user, response);
			}

		};
	}

	private void start(ServerWebExchange exchange, RequestBody body, @Nullable String user, AwaitedResponse response) {
		RequestStreams streams = new RequestStreams(body, exchange::getLogPrefix);
		try {
			Map<String, Object> environ = this.environs.create(exchange, streams, user);
			RunningRequest request = new RunningRequest(this.name, exchange, body);
			Invocation invocation = (this.admission == null)
					? new Invocation(this.application, environ, request, this.execution, this.container, response,
							streams::end)
					: limited(this.admission.ticket(this.execution), environ, request, response, streams);
			response.onAbandoned(invocation::lost);
			invocation.start();
		}
		catch (RejectedExecutionException ex) {
			streams.end();
			exchange.getResponse()
				.getHeaders()
				.set(HttpHeaders.RETRY_AFTER, Long.toString(this.container.settings().retryAfter().toSeconds()));
			response.fail(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "No thread is free", ex));
		}
		catch (RuntimeException ex) {
			streams.end();
			response.fail(ex);
		}
	}

}
