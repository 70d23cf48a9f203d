package io.github.wsgi4j.http.body;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that is read in blocks, one octet being a block of one.
 */
public abstract class BlockInputStream extends InputStream {

	@Override
	public final int read() throws IOException {
		byte[] octet = new byte[1];
		return (read(octet, 0, 1) < 0) ? -1 : octet[0] & 0xFF;
	}

	@Override
	public abstract int read(byte[] bytes, int offset, int length) throws IOException;

}
