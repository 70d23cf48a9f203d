package io.github.wsgi4j.middleware.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.middleware.HeaderFields;
import io.github.wsgi4j.middleware.HeldHead;
import io.github.wsgi4j.middleware.HeldStart;

/**
 * Adds an entity tag to a response, computed from the bytes of its body, so that a
 * {@link ConditionalGet} outside of it can tell a client that nothing has changed. It
 * does so if the body is in memory, the status is 200 to a {@code GET} or {@code HEAD},
 * and the application has set neither an {@code ETag} nor a {@code Last-Modified}; never
 * with {@code Cache-Control: no-store}. No body is buffered for it. The tag is weak,
 * because a middleware outside of it may encode the body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110, section
 * 8.8.3</a>
 */
public final class ETag implements Middleware {

	private static final int LENGTH = 16;

	private final long maxSize;

	/**
	 * Creates a middleware that looks at bodies up to one mebibyte.
	 */
	public ETag() {
		this(1024 * 1024);
	}

	private ETag(long maxSize) {
		this.maxSize = maxSize;
	}

	/**
	 * The same middleware with another limit.
	 * @param bytes the size of the largest body that gets a tag, in bytes
	 * @return the other middleware
	 */
	public ETag maxSize(long bytes) {
		return new ETag(bytes);
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			if (!Methods.isRead(environ)) {
				return application.call(environ, startResponse);
			}
			HeldStart start = new HeldStart(startResponse, UnaryOperator.identity());
			Iterable<byte[]> body = application.call(environ, start);
			return Body.orClose(body, () -> {
				start.release((head) -> (body instanceof Collection<byte[]> blocks) ? tagged(head, blocks) : head);
				return body;
			});
		};
	}

	private HeldHead tagged(HeldHead head, Collection<byte[]> blocks) {
		HeaderFields fields = head.fields();
		if (!head.is(200) || fields.has("ETag") || fields.has("Last-Modified")
				|| fields.elements("Cache-Control").stream().anyMatch("no-store"::equalsIgnoreCase)) {
			return head;
		}
		long size = Gzip.size(blocks);
		return (size == 0 || size > this.maxSize) ? head : head.with(fields.add("ETag", tag(blocks)));
	}

	private static String tag(Collection<byte[]> blocks) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			blocks.forEach(digest::update);
			return "W/\"" + HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), LENGTH)) + "\"";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
