package io.github.wsgi4j.middleware;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.RawPathInfo;
import org.jspecify.annotations.Nullable;

/**
 * The way to a file that a request names, or nothing where no file may be: a path that is
 * not plain is not made plain, since two who do that differently disagree on what it
 * names.
 */
final class StaticPath {

	private StaticPath() {
	}

	/**
	 * The segments of the path behind a prefix.
	 * @param prefix empty, or starting but not ending with a slash
	 * @param index the file that stands for a folder, or {@code null}
	 */
	static @Nullable List<String> segments(Map<String, Object> environ, String prefix, @Nullable String index) {
		String path = RawPathInfo.of(environ);
		if (!path.startsWith(prefix + "/") || path.indexOf(RawPathInfo.ENCODED_SLASH) >= 0) {
			return null;
		}
		String decoded = decode(path.substring(prefix.length() + 1));
		if (decoded == null) {
			return null;
		}
		List<String> segments = new ArrayList<>(List.of(decoded.split("/", -1)));
		int last = segments.size() - 1;
		if (segments.get(last).isEmpty() && index != null) {
			segments.set(last, index);
		}
		return segments.stream().allMatch(StaticPath::isPlain) ? segments : null;
	}

	private static boolean isPlain(String segment) {
		return !segment.isEmpty() && !segment.startsWith(".") && !segment.endsWith(".") && !segment.endsWith(" ")
				&& segment.chars().noneMatch((c) -> c == '\\' || c == ':' || Character.isISOControl(c));
	}

	private static @Nullable String decode(String latin1) {
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)))
				.toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
