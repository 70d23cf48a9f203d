package io.github.wsgi4j.middleware;

import java.io.IOException;
import java.time.Instant;

import io.github.wsgi4j.http.EntityTag;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there to be sent.
 *
 * @param size the number of its bytes, or -1 if that is not known
 * @param tag its entity tag, if it has one
 * @param modified when it was changed, if that is known
 * @param opener makes a body of it
 */
record StaticFile(long size, @Nullable EntityTag tag, @Nullable Instant modified, Opener opener) {

	/**
	 * Opens a file.
	 */
	@FunctionalInterface
	interface Opener {

		Iterable<byte[]> open() throws IOException;

	}

}
