package io.github.wsgi4j.python.protocol;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.DefaultByteBufHolder;

/**
 * A message between the JVM and a process: a letter, four bytes of length, and as many
 * bytes of content, which belong to whoever has the frame.
 */
public final class Frame extends DefaultByteBufHolder {

	/** The bytes before the content. */
	static final int HEADER = 5;

	private final FrameType type;

	Frame(FrameType type, ByteBuf content) {
		super(content);
		this.type = type;
	}

	public FrameType type() {
		return this.type;
	}

	@Override
	public Frame replace(ByteBuf content) {
		return new Frame(this.type, content);
	}

	/**
	 * Returns a frame without content, as bytes.
	 */
	public static ByteBuf empty(ByteBufAllocator allocator, FrameType type) {
		return begin(allocator.directBuffer(HEADER), type);
	}

	/**
	 * Returns a frame of fields of text, as bytes.
	 */
	public static ByteBuf text(ByteBufAllocator allocator, FrameType type, String... fields) {
		ByteBuf frame = empty(allocator, type);
		Fields.write(frame, List.of(fields));
		return end(frame);
	}

	/**
	 * Begins a frame that is an array, whose length {@link #end} sets.
	 */
	public static ByteBuf beginHeap(ByteBufAllocator allocator, FrameType type, int expected) {
		return begin(allocator.heapBuffer(HEADER + expected), type);
	}

	static ByteBuf begin(ByteBuf frame, FrameType type) {
		return frame.writeByte(type.letter()).writeInt(0);
	}

	/**
	 * Sets the length of the frame that a buffer is.
	 */
	public static ByteBuf end(ByteBuf frame) {
		return frame.setInt(1, frame.writerIndex() - HEADER);
	}

}
