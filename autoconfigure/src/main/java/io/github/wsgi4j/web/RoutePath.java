package io.github.wsgi4j.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.Percent;
import io.github.wsgi4j.http.RawPathInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * The path of a request as a router sees it: decoded segments, in which a slash that was
 * encoded is a character like any other, and so is a semicolon.
 */
final class RoutePath {

	private static final PathContainer.Options DECODED = PathContainer.Options.create('/', false);

	private final String raw;

	private final List<String> segments;

	private @Nullable PathContainer container;

	private RoutePath(String raw, List<String> segments) {
		this.raw = raw;
		this.segments = segments;
	}

	/**
	 * Reads the path of a request. An empty one is that of the root.
	 * @throws HttpException with 400 if it is not UTF-8
	 */
	static RoutePath of(Map<String, Object> environ) {
		String raw = RawPathInfo.of(environ);
		if (!raw.isEmpty() && raw.charAt(0) != '/') {
			throw new HttpException(404, "The path does not start with a slash");
		}
		List<String> segments = new ArrayList<>();
		int begin = Math.min(raw.length(), 1);
		while (begin >= 0) {
			int end = raw.indexOf('/', begin);
			String segment = (end < 0) ? raw.substring(begin) : raw.substring(begin, end);
			segments.add(Decoding.utf8(segment.replace(RawPathInfo.ENCODED_SLASH, '/'), "path"));
			begin = (end < 0) ? -1 : end + 1;
		}
		return new RoutePath(raw, segments);
	}

	List<String> segments() {
		return this.segments;
	}

	/**
	 * Moves the first segments from {@code PATH_INFO} to {@code SCRIPT_NAME}.
	 */
	void shift(int count, Map<String, Object> environ) {
		int end = 0;
		for (int i = 0; i < count && end >= 0; i++) {
			end = this.raw.indexOf('/', end + 1);
		}
		String path = (String) environ.getOrDefault(Environ.PATH_INFO, "");
		int length = (end < 0) ? path.length() : end;
		environ.put(Environ.SCRIPT_NAME, environ.getOrDefault(Environ.SCRIPT_NAME, "") + path.substring(0, length));
		environ.put(Environ.PATH_INFO, path.substring(length));
	}

	/**
	 * The path for Spring's patterns.
	 */
	PathContainer container() {
		PathContainer container = this.container;
		if (container == null) {
			container = parse();
			this.container = container;
		}
		return container;
	}

	// Spring's parser decodes, and so takes what is decoded only if there is nothing that
	// it would decode again.
	private PathContainer parse() {
		boolean plain = true;
		StringBuilder path = new StringBuilder();
		for (String segment : this.segments) {
			plain &= segment.indexOf('%') < 0 && segment.indexOf('/') < 0;
			path.append('/').append(segment);
		}
		if (plain) {
			return PathContainer.parsePath(path.toString(), DECODED);
		}
		path.setLength(0);
		this.segments.forEach((segment) -> path.append('/').append(Percent.encodeSegment(segment)));
		return PathContainer.parsePath(path.toString());
	}

}
