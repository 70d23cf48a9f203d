package io.github.wsgi4j.web.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * The headers by which a response was chosen, for its {@code Vary}.
 */
public final class Varying {

	private static final String KEY = "wsgi4j.web.vary";

	private Varying() {
	}

	/**
	 * Notes that the response to a request depends on a header.
	 */
	public static void add(Map<String, Object> environ, String header) {
		String[] before = find(environ);
		environ.put(KEY, (before == null) ? new String[] { header }
				: Stream.concat(Stream.of(before), Stream.of(header)).distinct().toArray(String[]::new));
	}

	/**
	 * Calls what answers a request, and has its response name the headers. A
	 * {@code Response} does so by itself.
	 */
	public static Iterable<byte[]> call(Application answer, Map<String, Object> environ, StartResponse startResponse)
			throws Exception {
		return answer.call(environ, (status, headers, excInfo) -> {
			String[] names = find(environ);
			return startResponse.call(status, (names != null) ? with(headers, names) : headers, excInfo);
		});
	}

	private static List<Header> with(Iterable<Header> headers, String... names) {
		List<Header> all = new ArrayList<>();
		headers.forEach(all::add);
		String before = String.join(",", FieldValue.all(all, "Vary"));
		all.removeIf((header) -> header.name().equalsIgnoreCase("Vary"));
		all.add(Header.of("Vary", FieldValue.union(before, names)));
		return all;
	}

	/**
	 * Returns the names of the headers, or {@code null} if there are none.
	 */
	public static String @Nullable [] find(Map<String, Object> environ) {
		return (String[]) environ.get(KEY);
	}

}
