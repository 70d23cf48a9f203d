package io.github.wsgi4j.container.response;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;

/**
 * Copies blocks. An application may use an array again as soon as it is asked for the
 * next block, while the bytes may still be on their way.
 */
public final class Blocks {

	private Blocks() {
	}

	public static byte[] required(byte @Nullable [] block) {
		if (block == null) {
			throw new IllegalStateException("The application's body contains a null block");
		}
		return block;
	}

	public static long size(Iterable<byte[]> blocks) {
		long size = 0;
		for (byte[] block : blocks) {
			size += required(block).length;
		}
		return size;
	}

	static byte[] join(Iterable<byte[]> blocks, int length) {
		byte[] joined = new byte[length];
		int position = 0;
		for (byte[] block : blocks) {
			int size = Math.min(block.length, length - position);
			System.arraycopy(block, 0, joined, position, size);
			position += size;
		}
		if (position < length) {
			throw new IllegalStateException("The application's body has become shorter while it was read");
		}
		return joined;
	}

	static DataBuffer copy(byte[] block, int offset, int length, DataBufferFactory factory) {
		return factory.allocateBuffer(length).write(block, offset, length);
	}

}
