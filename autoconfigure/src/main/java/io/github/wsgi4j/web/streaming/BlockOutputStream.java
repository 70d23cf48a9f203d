package io.github.wsgi4j.web.streaming;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

import io.github.wsgi4j.Write;

/**
 * Sends what is written, each piece as a block.
 */
public final class BlockOutputStream extends OutputStream {

	private final Write write;

	public BlockOutputStream(Write write) {
		this.write = write;
	}

	@Override
	public void write(int value) throws IOException {
		this.write.call(new byte[] { (byte) value });
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.write.call(Arrays.copyOfRange(bytes, offset, offset + length));
	}

}
