package io.github.wsgi4j.container.response;

import java.io.ByteArrayInputStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stream that is no file, and counts how often it is closed.
 */
final class CountingStream extends ByteArrayInputStream {

	private final AtomicInteger closed = new AtomicInteger();

	CountingStream(byte[] bytes) {
		super(bytes);
	}

	int closed() {
		return this.closed.get();
	}

	@Override
	public void close() {
		this.closed.incrementAndGet();
	}

}
