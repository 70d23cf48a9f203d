package io.github.wsgi4j.middleware.content;

import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.http.ContentLength;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.StatusLine;
import io.github.wsgi4j.middleware.HeaderFields;
import io.github.wsgi4j.middleware.HeldHead;
import org.jspecify.annotations.Nullable;

/**
 * Whether one response is compressed, and what its head says then.
 */
final class GzipHead {

	private final long minSize;

	private final List<String> types;

	private final @Nullable String known;

	private boolean open;

	private boolean returned;

	private boolean compresses;

	/**
	 * Creates one for a call.
	 * @param accepted whether the client takes what is compressed
	 * @param known the {@code If-None-Match} of the request
	 */
	GzipHead(long minSize, List<String> types, boolean accepted, @Nullable String known) {
		this.minSize = minSize;
		this.types = types;
		this.known = accepted ? known : null;
		this.open = accepted;
	}

	/**
	 * Whether the body may be compressed, if the head says so.
	 */
	boolean isOpen() {
		return this.open;
	}

	/**
	 * Whether the head says that the body is compressed.
	 */
	boolean compresses() {
		return this.compresses;
	}

	/**
	 * The body stays as it is, whatever a later head is like.
	 */
	void leave() {
		this.open = false;
	}

	/**
	 * The application has returned its body.
	 */
	void returned() {
		this.returned = true;
	}

	/**
	 * The head of a response whose body has a size, or -1 if that is not known.
	 */
	HeldHead of(HeldHead head, long size) {
		HeaderFields fields = head.fields();
		boolean fits = isFit(head, fields) && ((size >= 0) ? size : length(fields)) >= this.minSize;
		this.compresses = fits && this.open;
		if (!fits && !head.is(304) && !(head.is(206) && isTyped(fields))) {
			return head;
		}
		fields.vary("Accept-Encoding");
		if (head.is(304)) {
			return head.with(isKnownCompressed(fields.first("ETag")) ? weakened(fields) : fields);
		}
		return head.with(this.compresses ? encoded(fields) : fields);
	}

	// What is not modified has the tag that it had, weak if it was compressed.
	private boolean isKnownCompressed(@Nullable String tag) {
		EntityTag current = EntityTag.parse(tag);
		return this.known != null && current != null && !EntityTag.matchesStrongly(this.known, current)
				&& EntityTag.matchesWeakly(this.known, current);
	}

	/**
	 * The head of a response to a {@code HEAD} without a body: whether that of a
	 * {@code GET} is compressed, only its {@code Content-Length} can tell. Without one,
	 * it has to be true of either.
	 */
	HeldHead ofLeftOut(HeldHead head) {
		HeaderFields fields = head.fields();
		if (!this.open || fields.has("Content-Length") || !isFit(head, fields)) {
			return of(head, -1);
		}
		return head.with(weakened(fields.vary("Accept-Encoding")));
	}

	/**
	 * The head of a response that is written, or that starts while its body is iterated.
	 */
	HeldHead ofStream(HeldHead head) {
		if (!this.returned) {
			leave();
		}
		return of(head, -1);
	}

	private static HeaderFields encoded(HeaderFields fields) {
		return weakened(fields).remove("Content-Length", "Accept-Ranges").set("Content-Encoding", "gzip");
	}

	private static HeaderFields weakened(HeaderFields fields) {
		EntityTag tag = EntityTag.parse(fields.first("ETag"));
		return (tag != null) ? fields.set("ETag", tag.weaken().toString()) : fields.remove("ETag");
	}

	private boolean isFit(HeldHead head, HeaderFields fields) {
		return isTyped(fields) && !head.is(206) && StatusLine.WITHOUT_BODY.stream().noneMatch(head::is)
				&& Stream
					.of("Content-Encoding", "Content-Range", "Content-MD5", "Content-Digest", "Repr-Digest", "Digest")
					.noneMatch(fields::has)
				&& fields.elements("Cache-Control").stream().noneMatch("no-transform"::equalsIgnoreCase);
	}

	private boolean isTyped(HeaderFields fields) {
		String type = fields.first("Content-Type");
		return type != null && this.types.stream().anyMatch((pattern) -> Gzip.matches(pattern, type));
	}

	private static long length(HeaderFields fields) {
		String length = fields.first("Content-Length");
		return (length != null) ? Math.max(ContentLength.parse(length.strip()), 0) : Long.MAX_VALUE;
	}

}
