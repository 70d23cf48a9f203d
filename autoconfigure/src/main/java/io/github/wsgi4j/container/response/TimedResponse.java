package io.github.wsgi4j.container.response;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.input.RequestBody;
import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.container.server.ServerConnection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A response that is held to its limits: that it begins in time, and that the client
 * takes what it is sent.
 */
abstract class TimedResponse implements Monitored {

	private static final Log logger = LogFactory.getLog(TimedResponse.class);

	private final String application;

	private final NativeExchange exchange;

	private final ServerConnection connection;

	private final RequestBody input;

	private final ApplicationLimits limits;

	private final TimeoutMonitor monitor;

	private final long acceptedNanos = System.nanoTime();

	private final int number = ThreadLocalRandom.current().nextInt();

	private volatile boolean displaced;

	private volatile boolean over;

	private volatile boolean looking;

	TimedResponse(String application, NativeExchange exchange, ServerConnection connection, RequestBody input,
			ApplicationLimits limits, TimeoutMonitor monitor) {
		this.application = application;
		this.exchange = exchange;
		this.connection = connection;
		this.input = input;
		this.limits = limits;
		this.monitor = monitor;
	}

	/**
	 * Whether the response has yet to begin.
	 */
	abstract boolean isOpen();

	/**
	 * Takes the response from the application, which has had its time.
	 * @return whether it had not begun meanwhile
	 */
	abstract boolean takeOver();

	/**
	 * Answers in place of the application.
	 */
	abstract void answerTimeout();

	/**
	 * Gives the response up, whose client takes nothing.
	 */
	abstract void giveUp();

	/**
	 * Has the response watched from now on.
	 */
	public final void watch() {
		if (this.limits.limitResponses()) {
			this.monitor.add(this);
		}
	}

	/**
	 * Ends the watch.
	 */
	final void unwatch() {
		if (this.limits.limitResponses()) {
			this.monitor.remove(this);
		}
	}

	/**
	 * Ends the watch as soon as nothing waits for the client.
	 */
	final void settle() {
		this.over = true;
		if (!this.connection.isBehind()) {
			unwatch();
		}
		else {
			watch();
		}
	}

	@Override
	public final void check() {
		if (isOpen()) {
			checkBeginning();
		}
		else if (!this.connection.isBehind()) {
			if (this.over) {
				unwatch();
			}
		}
		else if (!this.limits.writeTimeout().isZero() && !this.looking) {
			this.looking = true;
			this.connection.execute(this::checkProgress);
		}
	}

	private void checkBeginning() {
		Duration limit = this.limits.responseTimeout();
		if (!limit.isZero() && nanosWithoutInput() > limit.toNanos() && takeOver()) {
			logger.warn(this.exchange.logLine("the application '" + this.application + "' has not started its "
					+ "response after " + limit.toMillis() + " ms; it is interrupted, and the client gets a 504"));
			answerTimeout();
		}
	}

	// For how long the application has had all that it has asked of its client.
	private long nanosWithoutInput() {
		long now = System.nanoTime();
		return now - this.input.lastWanted(this.acceptedNanos, now);
	}

	private void checkProgress() {
		this.looking = false;
		Duration limit = this.limits.writeTimeout();
		if (this.connection.isStuck(limit.toNanos())) {
			unwatch();
			logger.warn(this.exchange.logLine("the client has read nothing of the response for " + limit.toMillis()
					+ " ms; the connection is closed"));
			giveUp();
		}
	}

	@Override
	public final int number() {
		return this.number;
	}

	@Override
	public final void displace() {
		this.displaced = true;
	}

	@Override
	public final boolean isDisplaced() {
		return this.displaced;
	}

}
