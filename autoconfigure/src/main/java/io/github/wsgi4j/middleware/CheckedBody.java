package io.github.wsgi4j.middleware;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.PublisherBody;

/**
 * A body that checks how it is iterated and what it gives. It is of the same kind as the
 * application's, so that a server treats it in the same way: a file stays a file, and
 * what is in memory stays a collection.
 */
@SuppressWarnings("try") // it throws what the application's body throws
interface CheckedBody extends AutoCloseable {

	BodyLife life();

	default Conversation conversation() {
		return life().conversation();
	}

	@Override
	default void close() throws Exception {
		life().close();
	}

	/**
	 * The blocks of a body, checked one by one.
	 */
	@SuppressWarnings("NullAway") // what is null breaks a rule, and goes on to the server
	default Iterator<byte[]> check(Iterable<?> body) {
		Iterator<?> blocks = body.iterator();
		if (!conversation().checks().check(Rule.BODY_ITERATOR, blocks != null, () -> "iterator() gave null")) {
			return null;
		}
		return new CheckedBlocks(blocks, this);
	}

	static Iterable<byte[]> of(Iterable<byte[]> body, Conversation conversation) throws Exception {
		Checks checks = conversation.checks();
		if (!checks.check(Rule.BODY_GIVEN, body != null, () -> "the application returned null")) {
			return body;
		}
		BodyLife life = new BodyLife(body, conversation);
		try {
			checks.check(Rule.BODY_TEXT, !(body instanceof CharSequence) && !((Object) body instanceof Path),
					() -> "the body is a " + Latin1Text.type(body));
			if (body instanceof FileBody file) {
				conversation.known(file.count());
				return life.watch(file.onClose(life::closing));
			}
			if (body instanceof PublisherBody published) {
				return life.watch(published.onClose(life::closing));
			}
		}
		catch (RuntimeException ex) {
			// The server does not get it, so nobody else is going to close it.
			life.close();
			throw ex;
		}
		if (body instanceof List<byte[]> list) {
			return life.watch(new CheckedList(list, life));
		}
		if (body instanceof Collection<byte[]> collection) {
			return life.watch(new CheckedCollection(collection, life));
		}
		return life.watch(new CheckedIterable(body, life));
	}

}
