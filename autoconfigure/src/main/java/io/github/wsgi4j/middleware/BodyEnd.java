package io.github.wsgi4j.middleware;

import org.jspecify.annotations.Nullable;

/**
 * Is told when a body is closed.
 */
@FunctionalInterface
interface BodyEnd {

	/**
	 * The body is closed.
	 * @param bytes how many bytes the server took of it
	 * @param failure what ended its iteration, or {@code null}
	 */
	void closed(long bytes, @Nullable Throwable failure);

}
