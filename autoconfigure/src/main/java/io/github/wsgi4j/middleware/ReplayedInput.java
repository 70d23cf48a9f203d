package io.github.wsgi4j.middleware;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * What was read of an input, and then the rest of it. The input is not closed: it belongs
 * to the server.
 */
final class ReplayedInput extends InputStream {

	private final byte[] begin;

	private final InputStream rest;

	private int position;

	ReplayedInput(byte[] begin, InputStream rest) {
		this.begin = begin;
		this.rest = rest;
	}

	@Override
	public int read() throws IOException {
		return (this.position < this.begin.length) ? this.begin[this.position++] & 0xFF : this.rest.read();
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		int left = this.begin.length - this.position;
		if (left == 0) {
			return this.rest.read(bytes, offset, length);
		}
		int count = Math.min(left, length);
		System.arraycopy(this.begin, this.position, bytes, offset, count);
		this.position += count;
		return count;
	}

	@Override
	public int available() throws IOException {
		return this.begin.length - this.position + this.rest.available();
	}

}
