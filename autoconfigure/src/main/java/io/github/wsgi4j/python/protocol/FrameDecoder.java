package io.github.wsgi4j.python.protocol;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;

/**
 * Divides what a process sends into frames. A block is handed on in the parts in which it
 * arrives, so that a large one is not gathered first.
 */
public final class FrameDecoder extends ByteToMessageDecoder {

	private int missing;

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
		if (this.missing > 0) {
			readBlock(in, out);
			return;
		}
		if (in.readableBytes() < Frame.HEADER) {
			return;
		}
		int start = in.readerIndex();
		FrameType type = FrameType.of(in.getByte(start));
		if (type == null) {
			throw invalid(in, "Unknown type of frame: byte " + in.getByte(start));
		}
		long length = in.getUnsignedInt(start + 1);
		if (length > type.limit()) {
			throw invalid(in, "A frame " + type + " has " + length + " bytes");
		}
		if (type == FrameType.BLOCK && length > 0) {
			in.skipBytes(Frame.HEADER);
			this.missing = (int) length;
			if (in.isReadable()) {
				readBlock(in, out);
			}
		}
		else if (in.readableBytes() >= Frame.HEADER + length) {
			in.skipBytes(Frame.HEADER);
			out.add(new Frame(type, in.readRetainedSlice((int) length)));
		}
	}

	// What follows is dropped, or it would be decoded, and told of, once more at the end
	// of the connection.
	private static CorruptedFrameException invalid(ByteBuf in, String message) {
		in.skipBytes(in.readableBytes());
		return new CorruptedFrameException(message);
	}

	private void readBlock(ByteBuf in, List<Object> out) {
		int length = Math.min(this.missing, in.readableBytes());
		this.missing -= length;
		out.add(new Frame(FrameType.BLOCK, in.readRetainedSlice(length)));
	}

}
