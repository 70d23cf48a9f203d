package io.github.wsgi4j.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.wsgi4j.Input;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a body as they come, each within a limit.
 */
final class Lines implements Iterator<String> {

	private final Input input;

	private final Charset charset;

	private final int limit;

	private byte @Nullable [] next;

	private Lines(Input input, Charset charset, int limit) {
		this.input = input;
		this.charset = charset;
		this.limit = limit;
	}

	/**
	 * Reads lines.
	 * @throws HttpException with 415 if a line feed is not that of ASCII in the charset
	 */
	static Stream<String> of(InputStream stream, Charset charset, int limit) {
		// Some charsets can be read only, and a line feed of EBCDIC is another byte.
		if (!charset.canEncode() || !Arrays.equals("\n".getBytes(charset), new byte[] { '\n' })) {
			throw new HttpException(415, "The body cannot be read line by line in its charset");
		}
		Input input = (stream instanceof Input lines) ? lines : new Input(stream);
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Lines(input, charset, limit),
				Spliterator.ORDERED | Spliterator.NONNULL), false);
	}

	@Override
	public boolean hasNext() {
		if (this.next == null) {
			try {
				// One more than fits, and the two characters of the end.
				this.next = this.input.readLine(this.limit + 3);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return this.next.length > 0;
	}

	@Override
	public String next() {
		byte[] line = hasNext() ? this.next : null;
		if (line == null) {
			throw new NoSuchElementException();
		}
		this.next = null;
		int end = line.length;
		end -= (end > 0 && line[end - 1] == '\n') ? 1 : 0;
		end -= (end > 0 && end < line.length && line[end - 1] == '\r') ? 1 : 0;
		if (end > this.limit) {
			throw HttpException.tooLarge("A line");
		}
		byte[] text = new byte[end];
		System.arraycopy(line, 0, text, 0, end);
		return Decoding.text(text, this.charset, "body");
	}

}
