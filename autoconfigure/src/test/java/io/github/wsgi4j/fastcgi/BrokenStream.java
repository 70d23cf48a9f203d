package io.github.wsgi4j.fastcgi;

import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a client that leaves in the middle of it.
 */
final class BrokenStream extends InputStream {

	private int left = 1000;

	@Override
	public int available() {
		return this.left;
	}

	@Override
	public int read() throws IOException {
		if (this.left-- > 0) {
			return 'x';
		}
		throw new IOException("cut short");
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		bytes[offset] = (byte) read();
		return 1;
	}

}
