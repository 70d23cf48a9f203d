package io.github.wsgi4j.http.gateway;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A response from elsewhere, whose blocks are given on one at a time, as they are asked
 * for. It may change on any thread: what changes it holds its monitor, and calls
 * {@link #deliver()} without it.
 */
public abstract class PublishedResponse implements Flow.Publisher<byte[]>, Flow.Subscription {

	private final AtomicInteger work = new AtomicInteger();

	private Flow.@Nullable Subscriber<? super byte[]> subscriber;

	private @Nullable RuntimeException failure;

	private boolean demanded;

	private boolean broken;

	private boolean ended;

	private boolean done;

	/**
	 * Sends the request.
	 */
	protected abstract void begin();

	/**
	 * Takes the next block that has come, with the monitor held.
	 */
	protected abstract byte @Nullable [] next();

	/**
	 * Returns whether all that has come was taken, with the monitor held.
	 */
	protected abstract boolean isTaken();

	/**
	 * Forgets what has come, since nobody takes it any more, with the monitor held.
	 */
	protected abstract void discard();

	/**
	 * Ends the request for which nobody waits any more.
	 */
	protected abstract void abandon();

	@Override
	public final void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
		synchronized (this) {
			this.subscriber = subscriber;
		}
		subscriber.onSubscribe(this);
		boolean cancelled;
		synchronized (this) {
			cancelled = this.done;
		}
		if (!cancelled) {
			begin();
		}
	}

	@Override
	public final void request(long n) {
		synchronized (this) {
			this.demanded = true;
		}
		deliver();
	}

	@Override
	public final void cancel() {
		synchronized (this) {
			if (this.done) {
				return;
			}
			this.done = true;
			discard();
		}
		abandon();
	}

	/**
	 * Takes note that nothing more comes, with the monitor held.
	 * @param failure why that is not the end of the response, or {@code null}
	 * @return whether that was known
	 */
	protected final boolean finish(@Nullable RuntimeException failure) {
		boolean whole = this.ended;
		if (!whole) {
			this.failure = failure;
			this.ended = true;
		}
		return whole;
	}

	/**
	 * Takes note that what has come cannot be given on, with the monitor held. The
	 * request is abandoned.
	 */
	protected final void fail(RuntimeException failure) {
		this.failure = failure;
		this.broken = true;
		this.ended = true;
		discard();
	}

	/**
	 * Returns whether nothing more comes, with the monitor held.
	 */
	protected final boolean isEnded() {
		return this.ended;
	}

	/**
	 * Returns whether the response ends with a failure, with the monitor held.
	 */
	protected final boolean hasFailed() {
		return this.failure != null;
	}

	/**
	 * Returns whether nobody asks for more, with the monitor held.
	 */
	protected final boolean isDone() {
		return this.done;
	}

	/**
	 * Gives on what has come, as far as it is asked for.
	 */
	protected final void deliver() {
		if (this.work.getAndIncrement() == 0) {
			int missed = 1;
			do {
				boolean more = true;
				while (more) {
					more = deliverNext();
				}
				missed = this.work.addAndGet(-missed);
			}
			while (missed != 0);
		}
	}

	private boolean deliverNext() {
		Flow.Subscriber<? super byte[]> subscriber;
		byte[] block;
		RuntimeException failure;
		boolean broken;
		synchronized (this) {
			subscriber = this.subscriber;
			block = (this.demanded && !this.done) ? next() : null;
			failure = this.failure;
			broken = this.broken;
			if (this.done || subscriber == null || (block == null && !(this.ended && isTaken()))) {
				return false;
			}
			if (block != null) {
				this.demanded = false;
			}
			else {
				this.done = true;
				discard();
			}
		}
		if (broken) {
			abandon();
		}
		if (block != null) {
			subscriber.onNext(block);
		}
		else if (failure != null) {
			subscriber.onError(failure);
		}
		else {
			subscriber.onComplete();
		}
		return block != null;
	}

}
