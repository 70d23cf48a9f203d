package io.github.wsgi4j.web;

import java.io.IOException;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;

import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.PublisherBody;

/**
 * A body with something to close after it. It is of the same kind as the other, so that a
 * server sends it in the same way.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class ClosingBody implements Iterable<byte[]>, AutoCloseable {

	private final Iterable<byte[]> body;

	private final AutoCloseable resource;

	private ClosingBody(Iterable<byte[]> body, AutoCloseable resource) {
		this.body = body;
		this.resource = resource;
	}

	static Iterable<byte[]> of(Iterable<byte[]> body, AutoCloseable resource) {
		if (body instanceof FileBody file) {
			return file.onClose(() -> close(resource));
		}
		if (body instanceof PublisherBody published) {
			return published.onClose(() -> close(resource));
		}
		ClosingBody closing = new ClosingBody(body, resource);
		return (body instanceof Collection<byte[]> collection) ? new InMemory(collection, closing) : closing;
	}

	private static void close(AutoCloseable resource) throws IOException {
		try {
			resource.close();
		}
		catch (IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public Iterator<byte[]> iterator() {
		return this.body.iterator();
	}

	@Override
	public void close() throws Exception {
		try (this.resource) {
			if (this.body instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}
	}

	@SuppressWarnings("try")
	private static final class InMemory extends AbstractCollection<byte[]> implements AutoCloseable {

		private final Collection<byte[]> blocks;

		private final ClosingBody closing;

		InMemory(Collection<byte[]> blocks, ClosingBody closing) {
			this.blocks = blocks;
			this.closing = closing;
		}

		@Override
		public Iterator<byte[]> iterator() {
			return this.blocks.iterator();
		}

		@Override
		public int size() {
			return this.blocks.size();
		}

		@Override
		public void close() throws Exception {
			this.closing.close();
		}

	}

}
