package io.github.wsgi4j.recording;

import java.io.IOException;
import java.io.InputStream;

import io.github.wsgi4j.http.body.BlockInputStream;

/**
 * A stream that leaves a copy of what is read from it.
 */
final class CopiedStream extends BlockInputStream {

	private final InputStream stream;

	private final Capture capture;

	private boolean ended;

	CopiedStream(InputStream stream, Capture capture) {
		this.stream = stream;
		this.capture = capture;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int count = this.stream.read(bytes, offset, length);
		if (count > 0) {
			this.capture.add(bytes, offset, count);
		}
		this.ended |= (count < 0);
		return count;
	}

	@Override
	public int available() throws IOException {
		return this.stream.available();
	}

	boolean isEnded() {
		return this.ended;
	}

}
