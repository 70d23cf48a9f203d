package io.github.wsgi4j.middleware.validation;

import java.util.Iterator;

import io.github.wsgi4j.middleware.Latin1Text;

/**
 * An iterator that checks when blocks are asked for, and what they are.
 */
final class CheckedBlocks implements Iterator<byte[]> {

	// A raw type or another language may give any object.
	private final Iterator<?> blocks;

	private final Conversation conversation;

	private final Runnable checkOpen;

	private long count;

	private boolean ended;

	CheckedBlocks(Iterator<?> blocks, Conversation conversation, Runnable checkOpen) {
		this.blocks = blocks;
		this.conversation = conversation;
		this.checkOpen = checkOpen;
	}

	@Override
	public boolean hasNext() {
		this.checkOpen.run();
		this.conversation.asked();
		boolean more = this.blocks.hasNext();
		if (!more && !this.ended) {
			this.ended = true;
			this.conversation.ended(this.count);
		}
		return more;
	}

	@Override
	public byte[] next() {
		this.checkOpen.run();
		this.conversation.asked();
		Object next = this.blocks.next();
		this.conversation.checks()
			.check(Rule.BODY_BLOCK, next instanceof byte[], () -> "a block is " + Latin1Text.type(next));
		byte[] block = (byte[]) next;
		if (block != null) {
			this.count += block.length;
			this.conversation.given(block, this.count);
		}
		return block;
	}

}
