package io.github.wsgi4j;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request, the value of {@code wsgi.input}: a stream that also reads lines.
 * A line ends after its line feed; what follows the last one is a line too. A read
 * returns what has arrived, and waits only if nothing has. Closing it does nothing, since
 * the stream belongs to the server.
 *
 * @see <a href="https://peps.python.org/pep-3333/#input-and-error-streams">PEP 3333,
 * Input and Error Streams</a>
 */
public class Input extends InputStream implements Iterable<byte[]> {

	private static final int BUFFER_SIZE = 8192;

	private static final byte[] EMPTY = {};

	private final InputStream source;

	private byte[] buffer = EMPTY;

	private int position;

	private int limit;

	/**
	 * Creates an input.
	 * @param source where the bytes come from
	 */
	public Input(InputStream source) {
		this.source = Objects.requireNonNull(source, "source");
	}

	@Override
	public int read() throws IOException {
		return fill() ? this.buffer[this.position++] & 0xFF : -1;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		if (this.position == this.limit && length >= BUFFER_SIZE) {
			return this.source.read(bytes, offset, length);
		}
		if (length == 0) {
			return 0;
		}
		if (!fill()) {
			return -1;
		}
		int count = Math.min(length, this.limit - this.position);
		System.arraycopy(this.buffer, this.position, bytes, offset, count);
		this.position += count;
		return count;
	}

	@Override
	public int available() throws IOException {
		return this.limit - this.position + this.source.available();
	}

	@Override
	public void close() {
		// An application must not close the input; one that does loses nothing.
	}

	/**
	 * Reads a line.
	 * @return the line with its line feed, or an empty array at the end of the body
	 * @throws IOException if the body cannot be read to its end
	 */
	public byte[] readLine() throws IOException {
		return readLine(-1);
	}

	/**
	 * Reads a line, or the beginning of one.
	 * @param size the maximum number of bytes to read, or a negative number for a whole
	 * line
	 * @return the line with its line feed, a part of it, or an empty array at the end of
	 * the body
	 * @throws IOException if the body cannot be read to its end
	 */
	public byte[] readLine(int size) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		boolean complete = false;
		while (!complete && (size < 0 || line.size() < size) && fill()) {
			int end = (size < 0) ? this.limit : (int) Math.min(this.limit, (long) this.position + size - line.size());
			int next = this.position;
			while (next < end && !complete) {
				complete = (this.buffer[next++] == '\n');
			}
			line.write(this.buffer, this.position, next - this.position);
			this.position = next;
		}
		return line.toByteArray();
	}

	/**
	 * Reads lines until the end of the body.
	 * @param hint the number of bytes after which no further line is begun, or a number
	 * that is not positive for all lines
	 * @return the lines
	 * @throws IOException if the body cannot be read to its end
	 */
	public List<byte[]> readLines(int hint) throws IOException {
		List<byte[]> lines = new ArrayList<>();
		long total = 0;
		byte[] line = readLine();
		while (line.length > 0) {
			lines.add(line);
			total += line.length;
			line = (hint > 0 && total >= hint) ? EMPTY : readLine();
		}
		return lines;
	}

	/**
	 * The lines that have not been read yet. A body that cannot be read to its end throws
	 * an {@link UncheckedIOException}.
	 */
	@Override
	public Iterator<byte[]> iterator() {
		return new Lines();
	}

	private boolean fill() throws IOException {
		if (this.position < this.limit) {
			return true;
		}
		if (this.buffer.length == 0) {
			this.buffer = new byte[BUFFER_SIZE];
		}
		this.position = 0;
		// Before the read: if it fails, nothing of the last buffer may be read again.
		this.limit = 0;
		this.limit = Math.max(this.source.read(this.buffer, 0, this.buffer.length), 0);
		return this.limit > 0;
	}

	private final class Lines implements Iterator<byte[]> {

		private byte @Nullable [] next;

		@Override
		public boolean hasNext() {
			return peek().length > 0;
		}

		@Override
		public byte[] next() {
			byte[] line = peek();
			if (line.length == 0) {
				throw new NoSuchElementException();
			}
			this.next = null;
			return line;
		}

		private byte[] peek() {
			if (this.next == null) {
				try {
					this.next = readLine();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
			return this.next;
		}

	}

}
