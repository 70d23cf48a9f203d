package io.github.wsgi4j.middleware;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;

/**
 * A body in memory that tells when it is closed.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class WatchedCollection extends AbstractCollection<byte[]> implements AutoCloseable {

	private final Collection<byte[]> body;

	private final WatchedBody watched;

	WatchedCollection(Collection<byte[]> body, BodyEnd end) {
		this.body = body;
		this.watched = new WatchedBody(body, end);
	}

	@Override
	public Iterator<byte[]> iterator() {
		return this.watched.iterator();
	}

	@Override
	public int size() {
		return this.body.size();
	}

	@Override
	public void close() throws Exception {
		this.watched.close();
	}

}
