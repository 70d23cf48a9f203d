package io.github.wsgi4j.container.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.wsgi4j.container.RequestBodyTimeoutException;
import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.http.body.BlockInputStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Blocking reads over a reactive body. It subscribes at the first read, keeps no more
 * than a few buffers ahead of the reader, and gives what has arrived instead of waiting
 * for a full array, as {@link DataBufferUtils#subscriberInputStream} would.
 */
final class BodyInputStream extends BlockInputStream implements RequestBody, CoreSubscriber<DataBuffer> {

	private final Publisher<DataBuffer> body;

	private final long maxSize;

	private final Duration timeout;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final ReadAhead arrived = new ReadAhead();

	private @Nullable Subscription subscription;

	private @Nullable Throwable error;

	private long received;

	private boolean subscribed;

	private boolean complete;

	private boolean closed;

	private volatile boolean waiting;

	private volatile boolean waited;

	private volatile long waitedNanos;

	/**
	 * Creates a stream.
	 * @param body the body
	 * @param maxSize the most bytes that it may have
	 * @param timeout how long a read waits, or zero if there is no limit
	 */
	BodyInputStream(Publisher<DataBuffer> body, long maxSize, Duration timeout) {
		this.body = body;
		this.maxSize = maxSize;
		this.timeout = timeout;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		if (length == 0) {
			return 0;
		}
		subscribe();
		int count = 0;
		while (count == 0) {
			int more;
			this.lock.lock();
			try {
				count = take(bytes, offset, length);
				more = this.arrived.more();
				if (count == 0 && more == 0) {
					awaitChange();
				}
			}
			finally {
				this.lock.unlock();
			}
			ask(more);
		}
		return count;
	}

	/**
	 * Takes what has arrived.
	 * @return how much, 0 if there is nothing yet, or -1 at the end
	 */
	private int take(byte[] bytes, int offset, int length) throws IOException {
		if (this.closed) {
			throw new IOException("The request has ended");
		}
		int count = this.arrived.read(bytes, offset, length);
		return (count == 0 && isOver()) ? -1 : count;
	}

	private boolean isOver() throws IOException {
		if (this.error instanceof RequestBodyTooLargeException tooLarge) {
			throw tooLarge;
		}
		if (this.error instanceof RequestBodyTimeoutException timeout) {
			throw timeout;
		}
		if (this.error != null) {
			throw new IOException("The request body was cut short", this.error);
		}
		return this.complete;
	}

	private void subscribe() {
		// Not under the lock: the publisher may answer on this thread at once.
		if (!this.subscribed) {
			this.subscribed = true;
			this.body.subscribe(this);
		}
	}

	private void awaitChange() throws IOException {
		long left = this.timeout.toNanos();
		this.waiting = true;
		try {
			while (hasNothing()) {
				if (this.timeout.isZero()) {
					this.changed.await();
				}
				else if (left > 0) {
					left = this.changed.awaitNanos(left);
				}
				else {
					this.error = new RequestBodyTimeoutException(this.timeout);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while waiting for the request body");
		}
		finally {
			this.waitedNanos = System.nanoTime();
			this.waited = true;
			this.waiting = false;
		}
	}

	private boolean hasNothing() {
		return this.arrived.isEmpty() && this.error == null && !this.complete && !this.closed;
	}

	@Override
	public InputStream stream() {
		return this;
	}

	@Override
	public long length() {
		return -1;
	}

	@Override
	public boolean isComplete() {
		return false;
	}

	@Override
	public long lastWanted(long never, long now) {
		return this.waiting ? now : this.waited ? this.waitedNanos : never;
	}

	/**
	 * Asks for more, or for no more. Not under the lock: the publisher may answer on this
	 * thread, or wait for another one that is about to answer.
	 */
	private void ask(int more) {
		if (this.error instanceof RequestBodyTimeoutException) {
			cancel();
		}
		else if (more > 0 && this.subscription != null) {
			this.subscription.request(more);
		}
	}

	@Override
	public int available() {
		this.lock.lock();
		try {
			return this.arrived.available();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (change(() -> this.subscription = subscription)) {
			subscription.request(ReadAhead.FEWEST);
		}
		else {
			subscription.cancel();
		}
	}

	@Override
	public void onNext(DataBuffer buffer) {
		this.received += buffer.readableByteCount();
		if (this.received > this.maxSize) {
			DataBufferUtils.release(buffer);
			onError(new RequestBodyTooLargeException(this.maxSize));
			cancel();
		}
		else if (!change(() -> this.arrived.add(buffer))) {
			DataBufferUtils.release(buffer);
		}
	}

	@Override
	public void onError(Throwable error) {
		change(() -> this.error = error);
	}

	@Override
	public void onComplete() {
		change(() -> this.complete = true);
	}

	@Override
	public void close() {
		boolean changed = change(() -> {
			this.closed = true;
			this.arrived.release();
		});
		if (changed) {
			cancel();
		}
	}

	private void cancel() {
		if (this.subscription != null) {
			this.subscription.cancel();
		}
	}

	private boolean change(Runnable change) {
		this.lock.lock();
		try {
			if (this.closed) {
				return false;
			}
			change.run();
			this.changed.signalAll();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

}
