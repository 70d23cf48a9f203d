package io.github.wsgi4j.fastcgi.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;

/**
 * A record of a server, or a part of one, with its content, which belongs to whoever has
 * the record.
 */
public final class FastCgiRecord extends DefaultByteBufHolder {

	private final RecordType type;

	FastCgiRecord(RecordType type, ByteBuf content) {
		super(content);
		this.type = type;
	}

	public RecordType type() {
		return this.type;
	}

	/**
	 * Reads the content of a record that ends a request.
	 */
	public ProtocolStatus protocolStatus() {
		return ProtocolStatus.of(content().getByte(content().readerIndex() + Integer.BYTES));
	}

	@Override
	public FastCgiRecord replace(ByteBuf content) {
		return new FastCgiRecord(this.type, content);
	}

}
