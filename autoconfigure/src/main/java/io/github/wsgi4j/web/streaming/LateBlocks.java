package io.github.wsgi4j.web.streaming;

import java.util.Collections;
import java.util.Iterator;

import io.github.wsgi4j.PublishedBlocks;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a late body. A signal can be taken whenever a block, the end or the
 * response itself can be, without waiting for a stage or a publisher. Those that block
 * the thread that iterates keep theirs.
 */
final class LateBlocks implements Iterator<byte[]> {

	private static final byte[] NONE = {};

	private final LateBody<?> body;

	private final Iterator<byte[]> taken;

	private final Signals signals;

	private @Nullable Iterator<byte[]> blocks;

	/** Whether a block was announced that may turn out to be the end. */
	private boolean announced;

	private boolean ended;

	LateBlocks(LateBody<?> body, Iterator<byte[]> taken, Signals signals) {
		this.body = body;
		this.taken = taken;
		this.signals = signals;
	}

	@Override
	public boolean hasNext() {
		Iterator<byte[]> blocks = blocks();
		this.announced = isPending();
		if (!this.announced) {
			return blocks.hasNext();
		}
		// A server sees that it would wait, and comes again with the next signal.
		takeSignal();
		if (!isPending()) {
			this.signals.give();
		}
		return true;
	}

	@Override
	public byte[] next() {
		Iterator<byte[]> blocks = blocks();
		boolean announced = this.announced || isPending();
		this.announced = false;
		if (announced && !blocks.hasNext()) {
			return NONE;
		}
		byte[] block = blocks.next();
		if (!this.ended && isComplete()) {
			// A server then knows the length of a body that is one block.
			this.ended = true;
			this.signals.end();
			takeSignal();
		}
		return block;
	}

	@SuppressWarnings("ReturnValueIgnored") // it waits where no server has
	private Iterator<byte[]> blocks() {
		Iterator<byte[]> blocks = this.blocks;
		if (blocks == null) {
			this.taken.hasNext();
			// Once, also if that fails.
			this.blocks = Collections.emptyIterator();
			blocks = this.body.begin();
			this.blocks = blocks;
		}
		return blocks;
	}

	private void takeSignal() {
		if (this.signals.isGiven()) {
			this.taken.next();
		}
	}

	private boolean isPending() {
		return this.blocks instanceof PublishedBlocks published && published.isPending();
	}

	private boolean isComplete() {
		return (this.blocks instanceof PublishedBlocks published) ? published.isComplete() : this.body.isInMemory();
	}

}
