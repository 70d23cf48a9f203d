package io.github.wsgi4j.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

import io.github.wsgi4j.Header;

/**
 * The headers that describe the content of a response, and so do not go with a response
 * that is sent in its place.
 */
public final class ContentHeaders {

	private static final Set<String> OF_CONTENT = Set.of("accept-ranges", "content-digest", "content-disposition",
			"content-encoding", "content-language", "content-length", "content-md5", "content-range", "content-type",
			"repr-digest");

	private static final Set<String> OF_FRESHNESS = Set.of("cache-control", "expires");

	private ContentHeaders() {
	}

	/**
	 * Returns the headers of a 304: RFC 9110, section 15.4.5.
	 */
	public static List<Header> ofNotModified(Iterable<Header> headers) {
		return without(headers, OF_CONTENT);
	}

	/**
	 * Returns the headers of a 412 or 416, which no cache may keep for as long as the
	 * content.
	 */
	public static List<Header> ofRefusal(Iterable<Header> headers) {
		return without(ofNotModified(headers), OF_FRESHNESS);
	}

	private static List<Header> without(Iterable<Header> headers, Set<String> names) {
		return StreamSupport.stream(headers.spliterator(), false)
			.filter((header) -> !names.contains(header.name().toLowerCase(Locale.ROOT)))
			.toList();
	}

}
