package io.github.wsgi4j.fastcgi.protocol;

import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * The records of a request, as bytes: the FastCGI specification, sections 3 and 5. There
 * is one request on a connection at a time, so all have the same number.
 */
public final class Records {

	static final int HEADER = 8;

	static final int VERSION = 1;

	static final int REQUEST_ID = 1;

	static final int END_LENGTH = 8;

	/** The most bytes of a record that go with its header. */
	public static final int LONGEST = 0xFFFF;

	private static final int RESPONDER = 1;

	private static final int FLAGS = HEADER + Short.BYTES;

	private static final int BEGIN_LENGTH = 8;

	private static final int LONG = 0x80;

	private static final int MOST_PARAMETERS = 8 * 1024 * 1024;

	private Records() {
	}

	/**
	 * Writes the beginning and the parameters of a request, to memory that needs no
	 * release.
	 * @param parameters names and values of characters up to U+00FF
	 * @throws IllegalArgumentException if they are too large
	 */
	public static ByteBuf begin(Map<String, String> parameters) {
		ByteBuf pairs = pairs(parameters);
		int length = pairs.readableBytes();
		ByteBuf records = Unpooled.buffer(2 * HEADER + BEGIN_LENGTH + length + HEADER * (length / LONGEST + 1));
		header(records, RecordType.BEGIN_REQUEST, BEGIN_LENGTH);
		records.writeShort(RESPONDER).writeZero(BEGIN_LENGTH - Short.BYTES);
		while (pairs.isReadable()) {
			int part = Math.min(LONGEST, pairs.readableBytes());
			header(records, RecordType.PARAMS, part).writeBytes(pairs, part);
		}
		return header(records, RecordType.PARAMS, 0);
	}

	/**
	 * Sets whether the server is asked to keep the connection.
	 * @param begin the beginning of a request
	 */
	public static void keep(ByteBuf begin, boolean keep) {
		begin.setByte(FLAGS, keep ? 1 : 0);
	}

	private static ByteBuf pairs(Map<String, String> parameters) {
		int size = 0;
		for (Map.Entry<String, String> pair : parameters.entrySet()) {
			size += 2 * Integer.BYTES + pair.getKey().length() + pair.getValue().length();
			if (size > MOST_PARAMETERS) {
				throw new IllegalArgumentException("The environ has more than " + MOST_PARAMETERS + " characters");
			}
		}
		ByteBuf pairs = Unpooled.buffer(size);
		parameters.forEach((name, value) -> {
			length(pairs, name.length());
			length(pairs, value.length());
			// Of characters up to U+00FF it writes the one byte that each is.
			ByteBufUtil.writeAscii(pairs, name);
			ByteBufUtil.writeAscii(pairs, value);
		});
		return pairs;
	}

	private static void length(ByteBuf pairs, int length) {
		if (length < LONG) {
			pairs.writeByte(length);
		}
		else {
			pairs.writeInt(length | (LONG << 24));
		}
	}

	/**
	 * Writes a body that is here, and its end, to memory that needs no release.
	 * @param body the body, no longer than a record
	 */
	public static ByteBuf input(byte[] body) {
		ByteBuf records = Unpooled.buffer(2 * HEADER + body.length);
		if (body.length > 0) {
			header(records, RecordType.STDIN, body.length).writeBytes(body);
		}
		return header(records, RecordType.STDIN, 0);
	}

	/**
	 * Begins a record of input whose length {@link #endInput} sets. It is an array.
	 */
	public static ByteBuf beginInput(ByteBufAllocator allocator, int expected) {
		return header(allocator.heapBuffer(HEADER + expected), RecordType.STDIN, 0);
	}

	/**
	 * Sets the length of the record that a buffer is.
	 */
	public static ByteBuf endInput(ByteBuf record) {
		return record.setShort(2 * Short.BYTES, record.writerIndex() - HEADER);
	}

	/**
	 * Writes a record that tells a server that nobody waits for its response.
	 */
	public static ByteBuf abort() {
		return header(Unpooled.buffer(HEADER), RecordType.ABORT_REQUEST, 0);
	}

	private static ByteBuf header(ByteBuf target, RecordType type, int length) {
		return target.writeByte(VERSION)
			.writeByte(type.code())
			.writeShort(REQUEST_ID)
			.writeShort(length)
			.writeByte(0)
			.writeByte(0);
	}

}
