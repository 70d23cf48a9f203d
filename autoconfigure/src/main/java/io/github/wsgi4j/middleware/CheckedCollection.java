package io.github.wsgi4j.middleware;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;

/**
 * A body in memory, checked as often as it is looked at.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class CheckedCollection extends AbstractCollection<byte[]> implements CheckedBody {

	private final Collection<byte[]> body;

	private final BodyLife life;

	CheckedCollection(Collection<byte[]> body, BodyLife life) {
		this.body = body;
		this.life = life;
	}

	@Override
	public BodyLife life() {
		return this.life;
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
