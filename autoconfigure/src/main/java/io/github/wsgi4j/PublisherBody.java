package io.github.wsgi4j;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A body whose blocks arrive over time. A server can wait for them without holding a
 * thread; an iteration waits on its own thread. It can be subscribed to only once.
 */
public final class PublisherBody implements Iterable<byte[]>, Closeable {

	private final Flow.Publisher<byte[]> publisher;

	private final Function<Iterable<byte[]>, Iterator<byte[]>> view;

	private final Closeable owner;

	private final AtomicReference<@Nullable PublishedBlocks> blocks = new AtomicReference<>();

	PublisherBody(Flow.Publisher<byte[]> publisher, Function<Iterable<byte[]>, Iterator<byte[]>> view,
			Closeable owner) {
		this.publisher = publisher;
		this.view = view;
		this.owner = owner;
	}

	/**
	 * Subscribes to the blocks.
	 * @param whenReady is run each time that a block arrives, and at the end, on the
	 * thread on which that happens
	 * @return the blocks
	 * @throws IllegalStateException if it is subscribed to already
	 */
	public PublishedBlocks subscribe(Runnable whenReady) {
		PublishedBlocks blocks = new PublishedBlocks(whenReady);
		if (!this.blocks.compareAndSet(null, blocks)) {
			throw new IllegalStateException("The body of a publisher is iterated only once");
		}
		blocks.begin(this.publisher, this.view);
		return blocks;
	}

	@Override
	public Iterator<byte[]> iterator() {
		return subscribe(() -> {
		});
	}

	/**
	 * The same blocks, seen by a filter.
	 */
	PublisherBody filtered(BodyFilter filter) {
		return new PublisherBody(this.publisher, (blocks) -> filter.iterate(() -> this.view.apply(blocks)),
				() -> FileBody.close(this, filter));
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
