package io.github.wsgi4j.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that leaves a copy of what is read from it.
 */
final class CopiedStream extends FilterInputStream {

	private final Capture capture;

	private boolean ended;

	CopiedStream(InputStream stream, Capture capture) {
		super(stream);
		this.capture = capture;
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int count = super.read(bytes, offset, length);
		if (count > 0) {
			this.capture.add(bytes, offset, count);
		}
		this.ended |= (count < 0);
		return count;
	}

	@Override
	public long skip(long count) throws IOException {
		// What is skipped is part of the request too.
		return readNBytes((int) Math.min(count, 8192)).length;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	boolean isEnded() {
		return this.ended;
	}

}
