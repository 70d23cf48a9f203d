package io.github.wsgi4j.container;

import java.time.Duration;

import org.springframework.web.server.ServerWebExchange;

/**
 * A request that an application was called for, or will be as soon as a thread is free.
 */
public final class RunningRequest {

	private final String application;

	private final ServerWebExchange exchange;

	private final RequestBody body;

	private volatile boolean hasBody;

	private final long acceptedNanos = System.nanoTime();

	RunningRequest(String application, ServerWebExchange exchange, RequestBody body) {
		this.application = application;
		this.exchange = exchange;
		this.body = body;
	}

	/**
	 * The name of the application.
	 * @return the name of its bean
	 */
	public String getApplication() {
		return this.application;
	}

	/**
	 * The request and its response.
	 * @return the exchange
	 */
	public ServerWebExchange getExchange() {
		return this.exchange;
	}

	/**
	 * Whether the application has returned a body.
	 * @return whether there is a body that is closed with the request
	 */
	public boolean hasBody() {
		return this.hasBody;
	}

	void markBody() {
		this.hasBody = true;
	}

	/**
	 * For how long the application has had all that it has asked of its client, in
	 * nanoseconds.
	 */
	long nanosWithoutInput() {
		long now = System.nanoTime();
		return now - this.body.lastWanted(this.acceptedNanos, now);
	}

	/**
	 * How long ago the request was accepted.
	 * @return the time since then
	 */
	public Duration getAge() {
		return Duration.ofNanos(System.nanoTime() - this.acceptedNanos);
	}

}
