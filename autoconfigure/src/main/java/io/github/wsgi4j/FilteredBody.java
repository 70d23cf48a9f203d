package io.github.wsgi4j;

import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

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
		if (body instanceof List<byte[]> list) {
			return new Listed(list, filtered);
		}
		return (body instanceof Collection<byte[]> collection) ? new InMemory(collection, filtered) : filtered;
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

	private static final class InMemory extends AbstractCollection<byte[]> implements AutoCloseable {

		private final Collection<byte[]> blocks;

		private final FilteredBody filtered;

		InMemory(Collection<byte[]> blocks, FilteredBody filtered) {
			this.blocks = blocks;
			this.filtered = filtered;
		}

		@Override
		public Iterator<byte[]> iterator() {
			return this.filtered.iterator();
		}

		@Override
		public int size() {
			return this.blocks.size();
		}

		@Override
		public void close() throws Exception {
			this.filtered.close();
		}

	}

	private static final class Listed extends AbstractList<byte[]> implements AutoCloseable {

		private final List<byte[]> blocks;

		private final FilteredBody filtered;

		Listed(List<byte[]> blocks, FilteredBody filtered) {
			this.blocks = blocks;
			this.filtered = filtered;
		}

		@Override
		public byte[] get(int index) {
			return this.filtered.filter().iterate(this.blocks.subList(index, index + 1)).next();
		}

		@Override
		public Iterator<byte[]> iterator() {
			return this.filtered.iterator();
		}

		@Override
		public int size() {
			return this.blocks.size();
		}

		@Override
		public void close() throws Exception {
			this.filtered.close();
		}

	}

}
