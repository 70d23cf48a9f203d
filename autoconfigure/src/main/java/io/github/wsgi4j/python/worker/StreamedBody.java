package io.github.wsgi4j.python.worker;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.PublishedBlocks;
import io.github.wsgi4j.PublisherBody;

/**
 * A response whose request has yet to arrive. The thread that iterates it waits for the
 * client's bytes and for those of the process.
 */
public final class StreamedBody implements Iterable<byte[]>, Closeable {

	private static final Integer READY = 0;

	private final WorkerRequest request;

	private final PublisherBody published;

	private final BlockingQueue<Integer> signals = new LinkedBlockingQueue<>();

	private volatile boolean closed;

	/**
	 * Creates the body of a request that reads its input on the thread that iterates.
	 */
	public StreamedBody(WorkerRequest request) {
		this.request = request;
		this.published = Body.from(request);
		request.onPull((wanted) -> {
			this.signals.add(wanted);
			if (this.closed) {
				refuse();
			}
		});
	}

	@Override
	public Iterator<byte[]> iterator() {
		PublishedBlocks blocks = this.published.subscribe(() -> this.signals.add(READY));
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				while (blocks.isPending()) {
					await();
				}
				return blocks.hasNext();
			}

			@Override
			public byte[] next() {
				return blocks.next();
			}

		};
	}

	private void await() {
		try {
			int wanted = this.signals.take();
			if (wanted > 0) {
				this.request.feed(wanted);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the process", ex);
		}
	}

	// The application may read after its response, where nobody iterates any more.
	private void refuse() {
		for (Integer wanted = this.signals.poll(); wanted != null; wanted = this.signals.poll()) {
			if (wanted > 0) {
				this.request.refuse();
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.published.close();
		this.closed = true;
		refuse();
	}

}
