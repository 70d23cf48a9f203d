package io.github.wsgi4j.middleware.content;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.PublisherBody;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.middleware.HeldStart;
import io.github.wsgi4j.middleware.RequestHeaders;
import io.github.wsgi4j.middleware.security.Csrf;
import org.jspecify.annotations.Nullable;

/**
 * Compresses responses for clients that accept gzip. A stream is flushed with each of its
 * blocks. It leaves a body as it is if it is small, of a type that is not listed, already
 * encoded, a range, marked {@code no-transform}, sent with {@code write()}, or a
 * {@link PublisherBody}. A strong {@code ETag} becomes a weak one, because the bytes
 * differ, and a client may still send it back in {@code If-Match}. A {@code HEAD} is
 * answered like the {@code GET}, except for the length of a body that would be
 * compressed.
 * <p>
 * A response that contains a secret along with text that the client chooses should not be
 * compressed; the tokens of {@link Csrf} are safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4">RFC 9110, section
 * 8.4</a>
 */
public final class Gzip implements Middleware {

	private static final int WHOLE_LIMIT = 1024 * 1024;

	private final long minSize;

	private final List<String> types;

	/**
	 * Creates a middleware that compresses texts from 2048 bytes on: {@code text/*},
	 * JavaScript, JSON, XML and SVG.
	 */
	public Gzip() {
		this(2048, List.of("text/*", "application/javascript", "application/json", "application/*+json",
				"application/xml", "application/*+xml", "image/svg+xml"));
	}

	private Gzip(long minSize, List<String> types) {
		this.minSize = minSize;
		this.types = types;
	}

	/**
	 * The same middleware with another limit.
	 * @param bytes the size of the smallest body that is compressed, where it is known
	 * @return the other middleware
	 */
	public Gzip minSize(long bytes) {
		return new Gzip(bytes, this.types);
	}

	/**
	 * The same middleware for other types.
	 * @param types the types without parameters; a star stands for anything
	 * @return the other middleware
	 */
	public Gzip types(String... types) {
		return new Gzip(this.minSize, Stream.of(types).map((type) -> type.toLowerCase(Locale.ROOT)).toList());
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> call(application, environ, startResponse);
	}

	private Iterable<byte[]> call(Application application, Map<String, Object> environ, StartResponse startResponse)
			throws Exception {
		// A client knows the tag of the application as a weak one, which never matches.
		environ.computeIfPresent("HTTP_IF_MATCH", (name, tags) -> EntityTag.withoutMarks((String) tags));
		boolean accepted = AcceptedCodings.prefersGzip(RequestHeaders.get(environ, "HTTP_ACCEPT_ENCODING"));
		boolean isHead = Methods.isHead(environ);
		GzipHead decision = new GzipHead(this.minSize, this.types, accepted,
				RequestHeaders.get(environ, "HTTP_IF_NONE_MATCH"));
		HeldStart start = new HeldStart(startResponse, decision::ofStream);
		Iterable<byte[]> body = application.call(environ, start);
		return Body.orClose(body, () -> {
			decision.returned();
			if (body == null || body instanceof PublisherBody) {
				decision.leave();
			}
			if (start.isStarted()) {
				long size = size(body);
				// A body that a HEAD leaves out tells nothing of that of a GET.
				start.release((head) -> (isHead && size == 0) ? decision.ofLeftOut(head) : decision.of(head, size));
				if (!decision.compresses()) {
					decision.leave();
				}
			}
			start.release((head) -> head);
			if (!decision.isOpen()) {
				return body;
			}
			// Of a body that is not sent the server would take the length.
			return isHead ? new GzipBody(body, decision::compresses) : compressed(body, decision);
		});
	}

	private static Iterable<byte[]> compressed(Iterable<byte[]> body, GzipHead decision) {
		if (decision.compresses() && body instanceof Collection<byte[]> blocks && size(blocks) <= WHOLE_LIMIT) {
			GzipBuffer buffer = new GzipBuffer();
			blocks.forEach(buffer::add);
			return Body.replace(body, Body.of(buffer.finish()));
		}
		return new GzipBody(body, decision::compresses);
	}

	static long size(@Nullable Iterable<byte[]> body) {
		if (body instanceof FileBody file) {
			return file.count();
		}
		if (!(body instanceof Collection<byte[]> blocks)) {
			return -1;
		}
		long size = 0;
		for (byte[] block : blocks) {
			size += block.length;
		}
		return size;
	}

	static boolean matches(String pattern, String contentType) {
		String type = FieldValue.name(contentType);
		int star = pattern.indexOf('*');
		return (star < 0) ? type.equals(pattern) : type.length() >= pattern.length() - 1
				&& type.startsWith(pattern.substring(0, star)) && type.endsWith(pattern.substring(star + 1));
	}

}
