package io.github.wsgi4j.container.support;

import java.io.IOException;
import java.io.InputStream;

/**
 * What comes on a connection. While a whole response is read it takes what is there, and
 * otherwise no byte more than it is asked for, so that the kernel has what a client does
 * not read.
 */
final class EagerStream extends InputStream {

	private final InputStream in;

	private final byte[] taken = new byte[8192];

	private int next;

	private int end;

	private boolean eager;

	EagerStream(InputStream in) {
		this.in = in;
	}

	void eager(boolean eager) {
		this.eager = eager;
	}

	@Override
	public int read() throws IOException {
		if (this.next == this.end && this.eager) {
			this.next = 0;
			this.end = Math.max(0, this.in.read(this.taken));
			if (this.end == 0) {
				return -1;
			}
		}
		return (this.next < this.end) ? this.taken[this.next++] & 0xff : this.in.read();
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (this.next == this.end) {
			return this.in.read(bytes, offset, length);
		}
		int count = Math.min(length, this.end - this.next);
		System.arraycopy(this.taken, this.next, bytes, offset, count);
		this.next += count;
		return count;
	}

}
