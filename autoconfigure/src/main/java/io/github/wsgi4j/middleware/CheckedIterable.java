package io.github.wsgi4j.middleware;

import java.util.Iterator;

/**
 * A body whose blocks are computed one by one, checked.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class CheckedIterable implements CheckedBody, Iterable<byte[]> {

	private final Iterable<byte[]> body;

	private final BodyLife life;

	private boolean iterated;

	CheckedIterable(Iterable<byte[]> body, BodyLife life) {
		this.body = body;
		this.life = life;
	}

	@Override
	public BodyLife life() {
		return this.life;
	}

	@Override
	public Iterator<byte[]> iterator() {
		conversation().checks()
			.check(Rule.BODY_ITERATED_ONCE, !this.iterated, () -> "iterator() was called a second time");
		this.iterated = true;
		return check(this.body);
	}

}
