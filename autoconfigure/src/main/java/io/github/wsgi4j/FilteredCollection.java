package io.github.wsgi4j;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Blocks in memory behind a filter. A server may iterate them several times, for instance
 * to add up their length before it sends them. The filter sees each block once, as it
 * does in any other body: what it has returned is returned again.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class FilteredCollection extends AbstractCollection<byte[]> implements AutoCloseable {

	private final Collection<byte[]> body;

	private final FilteredBody whole;

	private @Nullable Iterator<byte[]> filtered;

	/** The block that the filter is looking at. */
	private @Nullable Object seen;

	/**
	 * A copy of each block that the filter has returned in place of another, because it
	 * may use an array again; nothing is kept of those that it has passed on. The copy is
	 * returned the first time, too: another filter may write into it.
	 */
	private final List<byte @Nullable []> replaced = new ArrayList<>();

	private boolean ended;

	FilteredCollection(Collection<byte[]> body, FilteredBody whole) {
		this.body = body;
		this.whole = whole;
	}

	@Override
	public int size() {
		return this.body.size();
	}

	@Override
	public void close() throws Exception {
		this.whole.close();
	}

	@Override
	@SuppressWarnings("NullAway") // the server says what is wrong with a body without one
	public Iterator<byte[]> iterator() {
		Iterator<byte[]> filtered = this.filtered;
		if (filtered == null) {
			filtered = this.whole.filter().iterate(this::watched);
			this.filtered = filtered;
		}
		return (filtered != null) ? new Blocks(filtered) : null;
	}

	@SuppressWarnings("NullAway") // as above
	private Iterator<byte[]> watched() {
		Iterator<byte[]> blocks = this.body.iterator();
		return (blocks != null) ? new Watched<>(blocks) : null;
	}

	/**
	 * Tells what the filter looks at. A raw type may give any object, which is for a
	 * filter to refuse.
	 *
	 * @param <T> the type of a block
	 */
	private final class Watched<T> implements Iterator<T> {

		private final Iterator<T> blocks;

		Watched(Iterator<T> blocks) {
			this.blocks = blocks;
		}

		@Override
		public boolean hasNext() {
			return this.blocks.hasNext();
		}

		@Override
		public T next() {
			T block = this.blocks.next();
			FilteredCollection.this.seen = block;
			return block;
		}

	}

	/**
	 * One iteration: first what the filter has seen, then what it has not.
	 */
	private final class Blocks implements Iterator<byte[]> {

		private final Iterator<byte[]> filtered;

		private @Nullable Iterator<byte[]> again;

		private int taken;

		Blocks(Iterator<byte[]> filtered) {
			this.filtered = filtered;
		}

		@Override
		public boolean hasNext() {
			FilteredCollection all = FilteredCollection.this;
			if (this.taken == all.replaced.size() && !all.ended) {
				all.ended = !this.filtered.hasNext();
			}
			return this.taken < all.replaced.size() || !all.ended;
		}

		@Override
		@SuppressWarnings("ReferenceEquality") // whether the filter has passed it on
		public byte[] next() {
			List<byte @Nullable []> replaced = FilteredCollection.this.replaced;
			byte[] block;
			if (this.taken < replaced.size()) {
				block = again().next();
			}
			else {
				block = this.filtered.next();
				replaced.add((block == null || block == FilteredCollection.this.seen) ? null : block.clone());
			}
			byte[] copy = replaced.get(this.taken);
			this.taken++;
			return (copy != null) ? copy : block;
		}

		private Iterator<byte[]> again() {
			Iterator<byte[]> again = this.again;
			if (again == null) {
				again = FilteredCollection.this.body.iterator();
				for (int i = 0; i < this.taken; i++) {
					again.next();
				}
				this.again = again;
			}
			return again;
		}

	}

}
