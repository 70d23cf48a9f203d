package io.github.wsgi4j;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * A body behind a filter. It is of the same kind as the body, so that a server sends it
 * in the same way.
 *
 * @param body the application's body
 * @param filter sees it
 */
@SuppressWarnings("try") // it throws what the application's body throws
record FilteredBody(Iterable<byte[]> body, BodyFilter filter) implements Iterable<byte[]>, AutoCloseable {

	static Iterable<byte[]> of(Iterable<byte[]> body, BodyFilter filter) {
		if (body instanceof FileBody file) {
			return file.filtered(filter);
		}
		if (body instanceof PublisherBody published) {
			return published.filtered(filter);
		}
		FilteredBody filtered = new FilteredBody(body, filter);
		if (body instanceof Collection<byte[]> collection) {
			FilteredCollection blocks = new FilteredCollection(collection, filtered);
			return (body instanceof List) ? new Listed(blocks) : blocks;
		}
		return filtered;
	}

	@Override
	public Iterator<byte[]> iterator() {
		return this.filter.iterate(this.body);
	}

	@Override
	public void close() throws Exception {
		this.filter.close((this.body instanceof AutoCloseable closeable) ? closeable : () -> {
		});
	}

	private static final class Listed extends AbstractList<byte[]> implements AutoCloseable {

		private final FilteredCollection blocks;

		Listed(FilteredCollection blocks) {
			this.blocks = blocks;
		}

		@Override
		public byte[] get(int index) {
			Iterator<byte[]> blocks = iterator();
			for (int i = 0; i < Objects.checkIndex(index, size()); i++) {
				blocks.next();
			}
			return blocks.next();
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
			this.blocks.close();
		}

	}

}
