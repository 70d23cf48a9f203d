package io.github.wsgi4j.python.protocol;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;

/**
 * Divides what a process sends into frames.
 */
public final class FrameDecoder extends ByteToMessageDecoder {

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
		if (in.readableBytes() < Frame.HEADER) {
			return;
		}
		int start = in.readerIndex();
		FrameType type = FrameType.of(in.getByte(start));
		if (type == null) {
			throw new CorruptedFrameException("No frame begins with the byte " + in.getByte(start));
		}
		long length = in.getUnsignedInt(start + 1);
		if (length > type.limit()) {
			throw new CorruptedFrameException("A frame " + type + " has " + length + " bytes");
		}
		if (in.readableBytes() >= Frame.HEADER + length) {
			in.skipBytes(Frame.HEADER);
			out.add(new Frame(type, in.readRetainedSlice((int) length)));
		}
	}

}
