package io.github.wsgi4j.web.streaming;

import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/**
 * A publisher of empty blocks, each of which says that there is something to look at.
 * Signals that nobody has asked for yet become one.
 */
final class Signals implements Flow.Publisher<byte[]>, Flow.Subscription {

	private static final byte[] SIGNAL = {};

	private Flow.@Nullable Subscriber<? super byte[]> subscriber;

	private boolean demanded;

	private boolean due;

	private boolean given;

	private boolean ended;

	@Override
	public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
		synchronized (this) {
			this.subscriber = subscriber;
		}
		subscriber.onSubscribe(this);
	}

	@Override
	public void request(long n) {
		synchronized (this) {
			this.demanded = true;
			this.given = false;
		}
		deliver();
	}

	/**
	 * Gives a signal.
	 */
	void give() {
		synchronized (this) {
			this.due = true;
		}
		deliver();
	}

	/**
	 * Completes in the place of the next signal.
	 */
	void end() {
		synchronized (this) {
			this.ended = true;
		}
		give();
	}

	/**
	 * Whether a signal can be taken.
	 */
	synchronized boolean isGiven() {
		return this.given;
	}

	private void deliver() {
		Flow.Subscriber<? super byte[]> subscriber;
		boolean last;
		synchronized (this) {
			subscriber = this.subscriber;
			last = this.ended;
			if (subscriber == null || !this.demanded || !this.due) {
				return;
			}
			this.demanded = false;
			this.due = false;
			this.given = !last;
		}
		if (last) {
			subscriber.onComplete();
		}
		else {
			subscriber.onNext(SIGNAL);
		}
	}

	@Override
	public synchronized void cancel() {
		this.subscriber = null;
	}

}
