package io.github.wsgi4j.container.input;

import java.io.InputStream;

/**
 * The body of one request, as an application will read it.
 */
public interface RequestBody {

	/** A request that has no body. */
	RequestBody NONE = new RequestBody() {

		@Override
		public InputStream stream() {
			return InputStream.nullInputStream();
		}

		@Override
		public long length() {
			return -1;
		}

		@Override
		public void close() {
		}

	};

	/**
	 * The bytes.
	 */
	InputStream stream();

	/**
	 * The number of bytes, or -1 where only the request's own headers can tell.
	 */
	long length();

	/**
	 * Whether all of it has arrived, so that no read waits.
	 */
	default boolean isComplete() {
		return true;
	}

	/**
	 * The time at which the application last waited for the client to send a part of it,
	 * as {@link System#nanoTime()} has it.
	 * @param never what to return if it has not waited
	 * @param now what to return if it does
	 */
	default long lastWanted(long never, long now) {
		return never;
	}

	/**
	 * Releases what the body holds, read or not.
	 */
	void close();

}
