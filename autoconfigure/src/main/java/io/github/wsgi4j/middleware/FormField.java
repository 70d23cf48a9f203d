package io.github.wsgi4j.middleware;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Input;
import org.jspecify.annotations.Nullable;

/**
 * Reads a field of a form and leaves the form to the application.
 */
final class FormField {

	private static final String TYPE = "application/x-www-form-urlencoded";

	private FormField() {
	}

	/**
	 * The first value of a field.
	 * @param limit the most bytes that are read for it
	 * @return the value, or {@code null} if there is none in so many bytes
	 */
	static @Nullable String read(Map<String, Object> environ, String name, int limit) throws IOException {
		String type = RequestHeaders.get(environ, Environ.CONTENT_TYPE);
		if (type == null || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE)) {
			return null;
		}
		InputStream input = Environ.input(environ);
		long length = length(environ);
		byte[] begin = input.readNBytes((int) Math.min(limit, length));
		environ.put(Environ.WSGI_INPUT, new Input(new ReplayedInput(begin, input)));
		String[] fields = new String(begin, StandardCharsets.ISO_8859_1).split("&", -1);
		// One that is cut at the limit is not a field.
		boolean ended = begin.length < limit || begin.length == length;
		int whole = ended ? fields.length : fields.length - 1;
		for (int i = 0; i < whole; i++) {
			String[] field = fields[i].split("=", 2);
			if (field.length == 2 && name.equals(decode(field[0]))) {
				return decode(field[1]);
			}
		}
		return null;
	}

	// An input that does not end by itself must not be read beyond its length.
	private static long length(Map<String, Object> environ) {
		String length = RequestHeaders.get(environ, Environ.CONTENT_LENGTH);
		if (length != null && length.matches("[0-9]{1,18}")) {
			return Long.parseLong(length);
		}
		return Boolean.TRUE.equals(environ.get(Environ.WSGI_INPUT_TERMINATED)) ? Long.MAX_VALUE : 0;
	}

	private static @Nullable String decode(String encoded) {
		try {
			return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
