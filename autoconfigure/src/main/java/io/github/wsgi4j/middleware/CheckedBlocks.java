package io.github.wsgi4j.middleware;

import java.util.Iterator;

/**
 * An iterator that checks when blocks are asked for, and what they are.
 */
final class CheckedBlocks implements Iterator<byte[]> {

	private final Iterator<?> blocks;

	private final CheckedBody body;

	private long count;

	private boolean ended;

	CheckedBlocks(Iterator<?> blocks, CheckedBody body) {
		this.blocks = blocks;
		this.body = body;
	}

	@Override
	public boolean hasNext() {
		this.body.life().checkOpen();
		this.body.conversation().asked();
		boolean more = this.blocks.hasNext();
		if (!more && !this.ended) {
			this.ended = true;
			this.body.conversation().ended(this.count);
		}
		return more;
	}

	@Override
	public byte[] next() {
		this.body.life().checkOpen();
		this.body.conversation().asked();
		byte[] block = block(this.blocks.next(), this.body.conversation().checks());
		if (block != null) {
			this.count += block.length;
			this.body.conversation().given(block, this.count);
		}
		return block;
	}

	/**
	 * Looks at a block as an object, since a raw type or another language may give any.
	 */
	static byte[] block(Object block, Checks checks) {
		checks.check(Rule.BODY_BLOCK, block instanceof byte[], () -> "a block is " + Latin1Text.type(block));
		return (byte[]) block;
	}

}
