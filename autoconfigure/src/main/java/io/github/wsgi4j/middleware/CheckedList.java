package io.github.wsgi4j.middleware;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;

/**
 * A body in memory whose blocks have an order, checked as often as it is looked at.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class CheckedList extends AbstractList<byte[]> implements CheckedBody {

	private final List<?> body;

	private final BodyLife life;

	CheckedList(List<?> body, BodyLife life) {
		this.body = body;
		this.life = life;
	}

	@Override
	public BodyLife life() {
		return this.life;
	}

	@Override
	public byte[] get(int index) {
		this.life.checkOpen();
		return CheckedBlocks.block(this.body.get(index), conversation().checks());
	}

	@Override
	public Iterator<byte[]> iterator() {
		return check(this.body);
	}

	@Override
	public int size() {
		return this.body.size();
	}

}
