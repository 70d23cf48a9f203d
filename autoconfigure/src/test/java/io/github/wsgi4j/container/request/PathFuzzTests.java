package io.github.wsgi4j.container.request;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.middleware.MountDispatcher;

import org.springframework.http.server.RequestPath;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Paths are decoded byte by byte and divided at slashes alone.
 */
class PathFuzzTests {

	private static final List<String> PLAIN = List.of("a", "b", "ab", "A");

	/** Segments as they are sent, and as a mount has them. */
	private static final Map<String, String> SEGMENTS = segments();

	@FuzzTest
	void pathsAreDecodedAndDivided(FuzzedDataProvider data) throws Exception {
		byte[] bytes = data.consumeBytes(32);
		assertThat(Latin1.decode(escaped(bytes, data.consumeInt())))
			.isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
		String text = data.consumeString(16);
		assertThat(Latin1.encode(text).getBytes(StandardCharsets.ISO_8859_1))
			.isEqualTo(text.getBytes(StandardCharsets.UTF_8));
		String raw = new String(data.consumeBytes(32), StandardCharsets.ISO_8859_1);
		assertThat(Latin1.decode(raw)).isEqualTo(decoded(raw));
		List<String> path = pick(data, List.copyOf(SEGMENTS.keySet()), 5);
		divide(pick(data, PLAIN, 3), path, data.consumeInt(0, path.size()));
		dispatch(List.of(pick(data, PLAIN, 2), pick(data, PLAIN, 3), pick(data, PLAIN, 1)), path, data);
	}

	private static void divide(List<String> mount, List<String> path, int contextSegments) {
		String context = joined(path.subList(0, contextSegments));
		if (context.endsWith("/") || context.contains(";")) {
			return;
		}
		ScriptPath script = new ScriptPath(joined(mount));
		RequestPath requestPath = RequestPath.parse(URI.create("http://localhost" + joined(path)), context);
		List<String> rest = path.subList(contextSegments, path.size());
		boolean leads = startsWith(rest.stream().map(SEGMENTS::get).toList(), mount);
		assertThat(script.leadsTo(requestPath)).as("%s leads to %s behind %s", mount, path, context).isEqualTo(leads);
		if (leads) {
			Map<String, Object> environ = new HashMap<>();
			script.divide(requestPath, environ);
			int end = contextSegments + mount.size();
			String info = decoded(joined(path.subList(end, path.size())));
			assertThat(environ).containsEntry("SCRIPT_NAME", decoded(joined(path.subList(0, end))))
				.containsEntry("PATH_INFO", (end == 0 && info.isEmpty()) ? "/" : info);
		}
	}

	private static void dispatch(List<List<String>> prefixes, List<String> path, FuzzedDataProvider data)
			throws Exception {
		Map<String, Application> mounts = new LinkedHashMap<>();
		List<String> expected = null;
		for (List<String> prefix : prefixes) {
			mounts.put(prefix.isEmpty() ? "/" : joined(prefix), (environ, start) -> Body.text(joined(prefix)));
			if (startsWith(path.stream().map(PathFuzzTests::decoded).toList(), prefix)
					&& (expected == null || prefix.size() > expected.size())) {
				expected = prefix;
			}
		}
		String base = data.pickValue(List.of("", "/base", "/%C3%A4", "/%"));
		Map<String, Object> environ = new HashMap<>();
		environ.put(Environ.SCRIPT_NAME, decoded(base));
		environ.put(Environ.PATH_INFO, decoded(joined(path)));
		environ.put(Environ.REQUEST_URI, data.pickValue(List.of("", "http://localhost")) + base + joined(path)
				+ data.pickValue(List.of("", "?", "?/a/b", "?%2F")));
		List<String> status = new ArrayList<>();
		Iterable<byte[]> body = new MountDispatcher(mounts).call(environ, (line, headers, excInfo) -> {
			status.add(line);
			return (block) -> {
			};
		});
		if (expected == null) {
			assertThat(status).as("%s of %s", path, prefixes).containsExactly("404 Not Found");
			return;
		}
		assertThat(new String(body.iterator().next(), StandardCharsets.ISO_8859_1)).isEqualTo(joined(expected));
		assertThat(environ).containsEntry("SCRIPT_NAME", decoded(base) + joined(expected))
			.containsEntry("PATH_INFO", decoded(joined(path.subList(expected.size(), path.size()))));
	}

	private static boolean startsWith(List<String> path, List<String> prefix) {
		return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
	}

	private static List<String> pick(FuzzedDataProvider data, List<String> from, int most) {
		List<String> picked = new ArrayList<>();
		for (int i = data.consumeInt(0, most); i > 0; i--) {
			picked.add(data.pickValue(from));
		}
		return picked;
	}

	private static String joined(List<String> segments) {
		return segments.isEmpty() ? "" : "/" + String.join("/", segments);
	}

	// Escapes what the bits say, and what would be no escape otherwise.
	private static String escaped(byte[] bytes, int bits) {
		StringBuilder escaped = new StringBuilder();
		for (int i = 0; i < bytes.length; i++) {
			boolean escape = bytes[i] == '%' || (bits >> (i % 32) & 1) == 1;
			escaped.append(
					escape ? String.format((i % 2 == 0) ? "%%%02x" : "%%%02X", bytes[i]) : (char) (bytes[i] & 0xFF));
		}
		return escaped.toString();
	}

	private static String decoded(String raw) {
		StringBuilder decoded = new StringBuilder();
		for (int i = 0; i < raw.length(); i++) {
			if (raw.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
				decoded.append((char) Integer.parseInt(raw.substring(i + 1, i + 3), 16));
				i += 2;
			}
			else {
				decoded.append(raw.charAt(i));
			}
		}
		return decoded.toString();
	}

	private static Map<String, String> segments() {
		Map<String, String> segments = new LinkedHashMap<>();
		PLAIN.forEach((segment) -> segments.put(segment, segment));
		segments.put("", "");
		segments.put("a%2Fb", "a/b");
		segments.put("%61", "a");
		segments.put("%2F", "/");
		segments.put("%20", " ");
		segments.put("%25", "%");
		segments.put("%2541", "%41");
		segments.put("%C3%A4", "\u00e4");
		segments.put("..", "..");
		segments.put(";x=1", "");
		segments.put("b%3B", "b;");
		return segments;
	}

}
