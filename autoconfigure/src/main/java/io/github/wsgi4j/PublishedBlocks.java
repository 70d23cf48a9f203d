package io.github.wsgi4j;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The blocks of a {@link PublisherBody}, requested one at a time.
 */
public final class PublishedBlocks implements Iterator<byte[]> {

	private final Runnable whenReady;

	private Iterator<byte[]> view = new Taken();

	private Flow.@Nullable Subscription subscription;

	private byte @Nullable [] block;

	private @Nullable Throwable failure;

	private boolean ended;

	private boolean cancelled;

	PublishedBlocks(Runnable whenReady) {
		this.whenReady = whenReady;
	}

	/**
	 * Subscribes to the blocks.
	 * @param view makes the iterator that shows them
	 */
	void begin(Flow.Publisher<byte[]> publisher, Function<Iterable<byte[]>, Iterator<byte[]>> view) {
		Iterator<byte[]> taken = this.view;
		this.view = view.apply(() -> {
			publisher.subscribe(subscriber());
			return taken;
		});
	}

	/**
	 * Whether neither a block nor the end has arrived yet.
	 * @return whether {@link #hasNext()} would wait
	 */
	public synchronized boolean isPending() {
		return this.block == null && !this.ended;
	}

	/**
	 * Whether the publisher has completed and all of its blocks were taken.
	 * @return whether no block follows, and no failure
	 */
	public synchronized boolean isComplete() {
		return this.ended && this.block == null && this.failure == null;
	}

	/**
	 * Waits for the next block. A body that starts its response late may report a block
	 * and then be pending again, until the block or the end has arrived.
	 * @return whether there is one
	 * @throws RuntimeException if the publisher has failed
	 */
	@Override
	public boolean hasNext() {
		return this.view.hasNext();
	}

	@Override
	public byte[] next() {
		return this.view.next();
	}

	private synchronized boolean await() {
		try {
			while (isPending()) {
				wait();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the publisher", ex);
		}
		Throwable failure = this.failure;
		if (this.block == null && failure instanceof RuntimeException exception) {
			throw exception;
		}
		if (this.block == null && failure instanceof Error error) {
			throw error;
		}
		if (this.block == null && failure != null) {
			throw new IllegalStateException("The publisher has failed", failure);
		}
		return this.block != null;
	}

	private synchronized byte[] take() {
		byte[] block = await() ? this.block : null;
		if (block == null) {
			throw new NoSuchElementException();
		}
		this.block = null;
		return block;
	}

	void cancel() {
		Flow.Subscription subscription = cancelled();
		if (subscription != null) {
			subscription.cancel();
		}
	}

	private synchronized Flow.@Nullable Subscription cancelled() {
		this.cancelled = true;
		return this.ended ? null : this.subscription;
	}

	private void changed(Runnable change) {
		synchronized (this) {
			change.run();
			notifyAll();
		}
		this.whenReady.run();
	}

	/**
	 * The subscriber that receives the blocks.
	 */
	private Flow.Subscriber<byte[]> subscriber() {
		return new Flow.Subscriber<>() {

			@Override
			public void onSubscribe(Flow.Subscription subscription) {
				if (isTaken(subscription)) {
					subscription.request(1);
				}
				else {
					subscription.cancel();
				}
			}

			@Override
			public void onNext(byte[] block) {
				changed(() -> PublishedBlocks.this.block = Objects.requireNonNull(block));
			}

			@Override
			public void onError(Throwable failure) {
				changed(() -> {
					PublishedBlocks.this.failure = failure;
					PublishedBlocks.this.ended = true;
				});
			}

			@Override
			public void onComplete() {
				changed(() -> PublishedBlocks.this.ended = true);
			}

		};
	}

	private synchronized boolean isTaken(Flow.Subscription subscription) {
		if (this.cancelled || this.subscription != null) {
			return false;
		}
		this.subscription = subscription;
		return true;
	}

	/**
	 * The blocks as the publisher gives them.
	 */
	private final class Taken implements Iterator<byte[]> {

		@Override
		public boolean hasNext() {
			return await();
		}

		@Override
		public byte[] next() {
			byte[] block = take();
			Flow.Subscription subscription = PublishedBlocks.this.subscription;
			if (subscription != null) {
				// Not while the lock is held: the publisher may answer on this thread.
				subscription.request(1);
			}
			return block;
		}

	}

}
