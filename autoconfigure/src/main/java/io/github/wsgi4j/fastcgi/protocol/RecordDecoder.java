package io.github.wsgi4j.fastcgi.protocol;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import org.jspecify.annotations.Nullable;

/**
 * Divides what a server sends into records. Output is handed on in the parts in which it
 * arrives, so that a large record is not gathered first.
 */
public final class RecordDecoder extends ByteToMessageDecoder {

	private @Nullable RecordType type;

	private int missing;

	private int padding;

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
		RecordType type = this.type;
		if (type == null) {
			if (this.padding > 0) {
				int skipped = Math.min(this.padding, in.readableBytes());
				in.skipBytes(skipped);
				this.padding -= skipped;
			}
			else if (in.readableBytes() >= Records.HEADER) {
				readHeader(in);
			}
			return;
		}
		if (type == RecordType.END_REQUEST && in.readableBytes() < this.missing) {
			return;
		}
		int length = Math.min(this.missing, in.readableBytes());
		this.missing -= length;
		if (this.missing == 0) {
			this.type = null;
		}
		out.add(new FastCgiRecord(type, in.readRetainedSlice(length)));
	}

	/**
	 * Returns whether nothing has come behind the last record.
	 */
	public boolean isEmpty() {
		return actualReadableBytes() <= this.padding;
	}

	private void readHeader(ByteBuf in) {
		byte version = in.readByte();
		byte code = in.readByte();
		int id = in.readUnsignedShort();
		this.missing = in.readUnsignedShort();
		this.padding = in.readUnsignedByte();
		in.skipBytes(1);
		RecordType type = RecordType.ofServer(code);
		if (version != Records.VERSION || id != Records.REQUEST_ID || type == null) {
			throw invalid(in, "A record has version " + version + ", type " + code + " and request " + id);
		}
		if (type == RecordType.END_REQUEST && this.missing != Records.END_LENGTH) {
			throw invalid(in, "A record that ends a request has " + this.missing + " bytes");
		}
		// An empty one ends a stream, which the end of the request does as well.
		this.type = (this.missing > 0) ? type : null;
	}

	// What follows is dropped, or it would be decoded, and told of, once more at the end
	// of the connection.
	private static CorruptedFrameException invalid(ByteBuf in, String message) {
		in.skipBytes(in.readableBytes());
		return new CorruptedFrameException(message);
	}

}
