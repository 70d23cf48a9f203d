package io.github.wsgi4j;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A body whose blocks come when they come. A server may wait for them without a thread;
 * iterated, it waits on the thread that iterates. It is subscribed to once.
 */
public final class PublisherBody implements Iterable<byte[]>, Closeable {

	private final Flow.Publisher<byte[]> publisher;

	private final Consumer<byte[]> whenTaken;

	private final Closeable owner;

	private final AtomicReference<@Nullable PublishedBlocks> blocks = new AtomicReference<>();

	PublisherBody(Flow.Publisher<byte[]> publisher, Consumer<byte[]> whenTaken, Closeable owner) {
		this.publisher = publisher;
		this.whenTaken = whenTaken;
		this.owner = owner;
	}

	/**
	 * Subscribes to the blocks.
	 * @param whenReady is run each time that a block has come, and at the end, on
	 * whatever thread that happens
	 * @return the blocks
	 * @throws IllegalStateException if it is subscribed to already
	 */
	public PublishedBlocks subscribe(Runnable whenReady) {
		PublishedBlocks blocks = new PublishedBlocks(whenReady, this.whenTaken);
		if (!this.blocks.compareAndSet(null, blocks)) {
			throw new IllegalStateException("The body of a publisher is iterated only once");
		}
		this.publisher.subscribe(blocks.subscriber());
		return blocks;
	}

	@Override
	public Iterator<byte[]> iterator() {
		return subscribe(() -> {
		});
	}

	/**
	 * The same blocks, with something to do with each that is taken: for a middleware
	 * that has to see them and leaves its body a publisher.
	 * @param action what to do with a block
	 * @return the body to return in place of this one, which it closes
	 */
	public PublisherBody onBlock(Consumer<byte[]> action) {
		return new PublisherBody(this.publisher, this.whenTaken.andThen(action), this);
	}

	/**
	 * The same blocks, with something to do when the body is closed.
	 * @param action what to do, before the subscription is cancelled
	 * @return the body to return in place of this one, which it closes
	 */
	public PublisherBody onClose(Closeable action) {
		return new PublisherBody(this.publisher, this.whenTaken, () -> {
			try (this) {
				action.close();
			}
		});
	}

	/**
	 * Cancels the subscription, if it has not ended.
	 */
	@Override
	public void close() throws IOException {
		PublishedBlocks blocks = this.blocks.get();
		try {
			if (blocks != null) {
				blocks.cancel();
			}
		}
		finally {
			this.owner.close();
		}
	}

}
