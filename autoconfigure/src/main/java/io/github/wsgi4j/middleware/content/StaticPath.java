package io.github.wsgi4j.middleware.content;

import java.nio.charset.CharacterCodingException;
import java.util.Map;

import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.http.RawPathInfo;
import org.jspecify.annotations.Nullable;

/**
 * The way to a file that the path of a request is.
 */
final class StaticPath {

	private StaticPath() {
	}

	/**
	 * The path behind a prefix.
	 * @param prefix empty, or starting but not ending with a slash
	 * @param index the file that stands for a folder, or {@code null}
	 */
	static @Nullable PlainPath of(Map<String, Object> environ, String prefix, @Nullable String index) {
		String path = RawPathInfo.of(environ);
		if (!path.startsWith(prefix + "/") || path.indexOf(RawPathInfo.ENCODED_SLASH) >= 0) {
			return null;
		}
		String decoded = decode(path.substring(prefix.length() + 1));
		if (decoded == null) {
			return null;
		}
		boolean folder = decoded.isEmpty() || decoded.endsWith("/");
		return PlainPath.parse((folder && index != null) ? decoded + index : decoded);
	}

	private static @Nullable String decode(String latin1) {
		try {
			return Latin1.utf8(latin1);
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
