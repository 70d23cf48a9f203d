package io.github.wsgi4j.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.wsgi4j.http.FieldValue;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Takes a form apart with Jetty's parser, each part as it comes: RFC 7578. Commons
 * FileUpload skips a part without a name, takes the padding of a delimiter for an error
 * and the name of a file for a path; Spring's parser is not to be had without Reactor.
 */
final class MultipartParser implements MultiPart.Parser.Listener {

	private static final int HEADER_BYTES = 4096;

	private final PartSink sink;

	private final MultiPart.Parser parser;

	private final Map<String, String> headers = new TreeMap<>();

	private @Nullable PartContent content;

	private @Nullable Throwable failure;

	private boolean over;

	/**
	 * Creates a parser.
	 * @param contentType the {@code Content-Type} of the form, with its boundary
	 * @param sink takes the parts
	 * @throws HttpException with 400 if there is no boundary
	 */
	MultipartParser(String contentType, PartSink sink) {
		String boundary = FieldValue.parameter(contentType, "boundary");
		if (boundary == null || boundary.isEmpty()) {
			throw HttpException.badRequest("The Content-Type of the form has no boundary");
		}
		this.sink = sink;
		this.parser = new MultiPart.Parser(boundary, MultiPartCompliance.RFC7578, this);
		this.parser.setMaxParts(-1);
		this.parser.setPartHeadersMaxLength(HEADER_BYTES);
	}

	/**
	 * Reads a form to its end, or until nothing more is wanted.
	 * @throws IllegalArgumentException if it is malformed
	 * @throws IOException if it cannot be read, or a part not be taken
	 */
	void parse(InputStream form) throws IOException {
		byte[] bytes = new byte[8192];
		boolean ended = false;
		while (!ended && !this.over) {
			int length = form.read(bytes);
			ended = length < 0;
			parse(ByteBuffer.wrap(bytes, 0, Math.max(length, 0)), ended);
		}
	}

	/**
	 * Has the rest of the form left unread.
	 */
	void stop() {
		this.over = true;
	}

	private void parse(ByteBuffer bytes, boolean last) throws IOException {
		this.parser.parse(Content.Chunk.from(bytes, last));
		Throwable failure = this.failure;
		if (failure instanceof IOException exception) {
			throw exception;
		}
		if (failure instanceof RuntimeException exception) {
			throw exception;
		}
		if (failure instanceof Error error) {
			throw error;
		}
	}

	@Override
	public void onPartBegin() {
		this.headers.clear();
	}

	@Override
	public void onPartHeader(String name, String value) {
		if (this.headers.put(name.toLowerCase(Locale.ROOT), value) != null) {
			fail(HttpException.badRequest("A part has the header " + name + " twice"));
		}
	}

	@Override
	public void onPartHeaders() {
		step(() -> this.content = this.sink.open(PartHead.of(this.headers)));
	}

	@Override
	public void onPartContent(Content.Chunk chunk) {
		ByteBuffer buffer = chunk.getByteBuffer();
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		step(() -> content().add(bytes));
	}

	@Override
	public void onPartEnd() {
		step(() -> content().end());
	}

	private PartContent content() {
		return Objects.requireNonNull(this.content);
	}

	@Override
	public void onFailure(Throwable failure) {
		fail(new IllegalArgumentException(failure));
	}

	// What a listener throws, Jetty's parser drops.
	private void step(Step step) {
		if (this.failure == null && !this.over) {
			try {
				step.run();
			}
			catch (Throwable ex) {
				fail(ex);
			}
		}
	}

	private void fail(Throwable failure) {
		if (this.failure == null) {
			this.failure = failure;
		}
	}

	/**
	 * Takes the parts of a form.
	 */
	@FunctionalInterface
	interface PartSink {

		/**
		 * Takes the next part.
		 */
		PartContent open(PartHead head) throws IOException;

	}

	/**
	 * Takes the content of a part.
	 */
	interface PartContent {

		void add(byte[] bytes) throws IOException;

		void end();

	}

	private interface Step {

		void run() throws IOException;

	}

}
