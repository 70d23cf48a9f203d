package io.github.wsgi4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/**
 * The input of a request whose body is cut short: it fails behind what has arrived.
 */
public final class CutShortInput extends InputStream {

	private CutShortInput() {
	}

	/**
	 * Makes one.
	 * @param begin what has arrived
	 */
	public static InputStream after(String begin) {
		return new SequenceInputStream(new ByteArrayInputStream(begin.getBytes(StandardCharsets.UTF_8)),
				new CutShortInput());
	}

	@Override
	public int read() throws IOException {
		throw new IOException("cut short");
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		throw new IOException("cut short");
	}

}
