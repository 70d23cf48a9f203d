package io.github.wsgi4j.middleware;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.http.RawPathInfo;

/**
 * Dispatches to several applications, each at a prefix of {@code PATH_INFO}: the longest
 * prefix of whole segments wins, and moves from {@code PATH_INFO} to {@code SCRIPT_NAME}.
 * A path without an application is answered with 404.
 *
 * @see <a href="https://peps.python.org/pep-3333/#environ-variables">PEP 3333, environ
 * Variables</a>
 */
public final class MountDispatcher implements Application {

	private final List<Map.Entry<String, Application>> mounts;

	/**
	 * Creates a dispatcher.
	 * @param mounts the applications by their prefixes; a prefix starts with a slash
	 * @throws IllegalArgumentException if a prefix does not start with a slash, is
	 * encoded or occurs twice
	 */
	public MountDispatcher(Map<String, Application> mounts) {
		this.mounts = mounts.entrySet()
			.stream()
			.map((entry) -> Map.entry(prefix(entry.getKey()), entry.getValue()))
			.sorted(Comparator.comparingInt((Map.Entry<String, Application> entry) -> entry.getKey().length())
				.reversed())
			.toList();
		if (this.mounts.stream().map(Map.Entry::getKey).distinct().count() < mounts.size()) {
			throw new IllegalArgumentException("Two of the prefixes " + mounts.keySet() + " are the same");
		}
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		String path = RawPathInfo.of(environ);
		for (Map.Entry<String, Application> mount : this.mounts) {
			String prefix = mount.getKey();
			if (path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/')) {
				shift(environ, prefix);
				return mount.getValue().call(environ, startResponse);
			}
		}
		startResponse.call("404 Not Found", List.of(Header.of("Content-Type", "text/plain; charset=utf-8")));
		return Body.text("Nothing is mounted at this path.\n");
	}

	private static void shift(Map<String, Object> environ, String prefix) {
		// PEP 3333 lets a server leave out a variable that would be empty.
		String pathInfo = (String) environ.getOrDefault(Environ.PATH_INFO, "");
		environ.put(Environ.SCRIPT_NAME, environ.getOrDefault(Environ.SCRIPT_NAME, "") + prefix);
		environ.put(Environ.PATH_INFO, pathInfo.substring(prefix.length()));
		environ.put(Environ.PATTERN, pattern(environ) + prefix + "/**");
	}

	private static String pattern(Map<String, Object> environ) {
		return (environ.get(Environ.PATTERN) instanceof String before && before.endsWith("/**"))
				? before.substring(0, before.length() - 3) : "";
	}

	private static String prefix(String path) {
		if (!path.startsWith("/") || path.indexOf('%') >= 0) {
			throw new IllegalArgumentException(
					"The prefix '" + path + "' is not a plain path that starts with a slash");
		}
		String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
		return Latin1.encode(prefix);
	}

}
