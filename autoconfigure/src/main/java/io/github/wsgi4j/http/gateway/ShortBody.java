package io.github.wsgi4j.http.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.ContentLength;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that is here and short enough to go with its request.
 */
public final class ShortBody {

	private static final byte[] NONE = {};

	private ShortBody() {
	}

	/**
	 * Reads a body without waiting for the client.
	 * @param most the longest body, in bytes
	 * @return the whole body, or {@code null} if it is longer or may still arrive
	 */
	public static byte @Nullable [] read(Map<String, Object> environ, int most) throws IOException {
		if (!Boolean.TRUE.equals(environ.get(Environ.INPUT_COMPLETE))) {
			return null;
		}
		InputStream input = Environ.input(environ);
		long length = ContentLength.parse(environ.get(Environ.CONTENT_LENGTH));
		if (length > most || (length < 0 && input.available() > 0)) {
			return null;
		}
		return (length > 0) ? input.readNBytes((int) length) : NONE;
	}

}
