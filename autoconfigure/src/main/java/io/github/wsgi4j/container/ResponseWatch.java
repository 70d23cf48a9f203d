package io.github.wsgi4j.container;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Holds one response to its limits: that it begins in time, and that the client takes
 * what it is sent. Of several answers it lets the first pass.
 */
final class ResponseWatch {

	private static final Log logger = LogFactory.getLog(ResponseWatch.class);

	private static final AtomicIntegerFieldUpdater<ResponseWatch> ANSWERS = AtomicIntegerFieldUpdater
		.newUpdater(ResponseWatch.class, "answers");

	private final RunningRequest request;

	private final WsgiContainer container;

	private final Sender sender;

	private final int number = ThreadLocalRandom.current().nextInt();

	private volatile boolean displaced;

	private volatile int answers;

	private volatile boolean over;

	private volatile boolean looking;

	ResponseWatch(RunningRequest request, WsgiContainer container, Sender sender) {
		this.request = request;
		this.container = container;
		this.sender = sender;
	}

	/**
	 * A number that few others have.
	 */
	int number() {
		return this.number;
	}

	/**
	 * Notes that another has the place of that number.
	 */
	void displace() {
		this.displaced = true;
	}

	/**
	 * Whether another had the place of that number.
	 */
	boolean isDisplaced() {
		return this.displaced;
	}

	void begin() {
		if (limits().limitResponses()) {
			this.container.watch().add(this);
		}
	}

	/**
	 * Whether an answer may be given, which is the first then.
	 */
	boolean answer() {
		return this.answers == 0 && ANSWERS.compareAndSet(this, 0, 1);
	}

	void end() {
		if (limits().limitResponses()) {
			this.container.watch().remove(this);
		}
	}

	/**
	 * Ends the watch as soon as nothing waits for the client.
	 */
	void settle() {
		this.over = true;
		if (!this.sender.wire().isBehind()) {
			end();
		}
		else {
			begin();
		}
	}

	/**
	 * Sees to it that the limits are kept.
	 */
	void check() {
		if (this.answers == 0) {
			checkBeginning();
		}
		else if (!this.sender.wire().isBehind()) {
			if (this.over) {
				end();
			}
		}
		else if (!limits().writeTimeout().isZero() && !this.looking) {
			this.looking = true;
			this.sender.wire().execute(this::checkProgress);
		}
	}

	private void checkBeginning() {
		Duration limit = limits().responseTimeout();
		if (!limit.isZero() && this.request.nanosWithoutInput() > limit.toNanos() && answer()) {
			log("the application '" + this.request.getApplication() + "' has not begun its response for "
					+ limit.toMillis() + " ms; it is interrupted, and the client answered 504");
			this.sender.timeOut();
		}
	}

	private void checkProgress() {
		this.looking = false;
		Duration limit = limits().writeTimeout();
		if (this.sender.wire().isStuck(limit.toNanos())) {
			end();
			log("the client has taken nothing of the response for " + limit.toMillis()
					+ " ms; the connection is closed");
			this.sender.giveUp();
		}
	}

	private Limits limits() {
		return this.container.settings().limits();
	}

	private void log(String what) {
		logger.warn(LogLine.of(this.request.getExchange(), what));
	}

}
