package io.github.wsgi4j.middleware.content;

import java.io.IOException;

import io.github.wsgi4j.PlainPath;
import org.jspecify.annotations.Nullable;

/**
 * The place of files that may be sent.
 */
@FunctionalInterface
interface StaticLocation {

	/**
	 * Finds a file.
	 * @param path the way to it
	 * @return the file, or {@code null} if there is none
	 */
	@Nullable StaticFile find(PlainPath path) throws IOException;

}
