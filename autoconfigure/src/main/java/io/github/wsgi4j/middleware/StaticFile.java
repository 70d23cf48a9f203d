package io.github.wsgi4j.middleware;

import java.io.IOException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A file that is there to be sent.
 *
 * @param size the number of its bytes, or -1 if that is not known
 * @param state its entity tag and when it was changed, as far as they are known
 * @param opener makes a body of it
 */
record StaticFile(long size, Preconditions state, Opener opener) {

	StaticFile(long size, @Nullable String etag, @Nullable Instant modified, Opener opener) {
		this(size, new Preconditions(etag, modified), opener);
	}

	/**
	 * Opens a file.
	 */
	@FunctionalInterface
	interface Opener {

		Iterable<byte[]> open() throws IOException;

	}

}
