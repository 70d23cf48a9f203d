package io.github.wsgi4j.middleware;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where files are that may be sent.
 */
@FunctionalInterface
interface StaticLocation {

	/**
	 * Finds a file.
	 * @param segments the way to it: none is empty, hidden or leads elsewhere by itself
	 * @return the file, or {@code null} if there is none
	 */
	@Nullable StaticFile find(List<String> segments) throws IOException;

}
