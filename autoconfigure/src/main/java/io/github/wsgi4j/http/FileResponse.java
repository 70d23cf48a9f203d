package io.github.wsgi4j.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;

/**
 * The response to a request for a file, decided without opening it. A request for several
 * ranges that do not touch each other gets the whole, as RFC 9110, section 14.2, allows.
 *
 * @param status the status line
 * @param headers all headers
 * @param hasBody whether bytes of the file are sent
 * @param first the offset of the first byte that is sent
 * @param length the number of bytes that are sent, or -1 if that is not known
 */
public record FileResponse(String status, List<Header> headers, boolean hasBody, long first, long length) {

	/**
	 * Decides on a response.
	 * @param status the status of the whole file; only with 200 the request's conditions
	 * and ranges count
	 * @param given the headers of the whole file, in the place of those that it has by
	 * itself
	 */
	public static FileResponse of(FileState file, String status, List<Header> given, Map<String, Object> environ) {
		List<Header> headers = headers(file, given);
		if (!status.startsWith("200 ")) {
			return new FileResponse(status, headers, true, 0, file.length());
		}
		String tag = FieldValue.first(given, "ETag");
		String modified = FieldValue.first(given, "Last-Modified");
		Preconditions conditions = new Preconditions(environ, (tag != null) ? EntityTag.parse(tag) : file.tag(),
				(modified != null) ? HttpDates.parse(modified) : file.modified());
		return switch (conditions.evaluateResponse()) {
			case NOT_MODIFIED -> withoutBody("304 Not Modified", ContentHeaders.ofNotModified(headers));
			case FAILED -> withoutBody("412 Precondition Failed", ContentHeaders.ofRefusal(headers));
			case PROCEED -> (file.hasRanges() && ofRanges(conditions, given).allowsRange())
					? ranged(file, status, headers, environ) : whole(file, status, headers, environ);
		};
	}

	// Of representations that are negotiated, a date does not tell one from the other.
	private static Preconditions ofRanges(Preconditions conditions, List<Header> given) {
		return (FieldValue.first(given, "Vary") == null) ? conditions
				: new Preconditions(conditions.environ(), conditions.tag(), null);
	}

	private static FileResponse ranged(FileState file, String status, List<Header> headers,
			Map<String, Object> environ) {
		List<ByteRange> ranges = ("GET".equals(environ.get(Environ.REQUEST_METHOD))
				&& environ.get("HTTP_RANGE") instanceof String header)
						? ByteRange.parse(header, file.length()).orElse(null) : null;
		if (ranges == null || ranges.size() > 1) {
			return whole(file, status, headers, environ);
		}
		if (ranges.isEmpty()) {
			return withoutBody("416 Range Not Satisfiable",
					with(ContentHeaders.ofRefusal(headers), "Content-Range", "bytes */" + file.length()));
		}
		ByteRange range = ranges.get(0);
		List<Header> all = with(headers, "Content-Range", range.contentRange(file.length()));
		return new FileResponse("206 Partial Content", with(all, "Content-Length", Long.toString(range.length())), true,
				range.first(), range.length());
	}

	private static FileResponse whole(FileState file, String status, List<Header> headers,
			Map<String, Object> environ) {
		List<Header> all = (file.length() < 0) ? headers
				: with(headers, "Content-Length", Long.toString(file.length()));
		return new FileResponse(status, all, !Methods.isHead(environ), 0, file.length());
	}

	private static FileResponse withoutBody(String status, List<Header> headers) {
		return new FileResponse(status, headers, false, 0, 0);
	}

	private static List<Header> headers(FileState file, List<Header> given) {
		List<Header> headers = new ArrayList<>();
		EntityTag tag = file.tag();
		if (tag != null && FieldValue.first(given, "ETag") == null) {
			headers.add(Header.of("ETag", tag.toString()));
		}
		String modified = HttpDates.lastModified(file.modified());
		if (modified != null && FieldValue.first(given, "Last-Modified") == null) {
			headers.add(Header.of("Last-Modified", modified));
		}
		if (file.hasRanges() && FieldValue.first(given, "Accept-Ranges") == null) {
			headers.add(Header.of("Accept-Ranges", "bytes"));
		}
		given.stream().filter((header) -> !header.name().equalsIgnoreCase("Content-Length")).forEach(headers::add);
		return headers;
	}

	private static List<Header> with(List<Header> headers, String name, String value) {
		List<Header> all = new ArrayList<>(headers);
		all.add(Header.of(name, value));
		return all;
	}

}
