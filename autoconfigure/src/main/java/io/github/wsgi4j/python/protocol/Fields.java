package io.github.wsgi4j.python.protocol;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;

/**
 * Texts one behind the other: their number, the length of each, and their bytes. No text
 * can be taken for two, whatever is in it.
 */
public final class Fields {

	private Fields() {
	}

	/**
	 * Writes texts as UTF-8.
	 */
	static void write(ByteBuf target, List<String> fields) {
		target.writeShort(fields.size());
		int lengths = target.writerIndex();
		target.writeZero(fields.size() * Integer.BYTES);
		for (String field : fields) {
			target.setInt(lengths, target.writeCharSequence(field, StandardCharsets.UTF_8));
			lengths += Integer.BYTES;
		}
	}

	/**
	 * Reads texts that say something to people.
	 */
	public static List<String> text(ByteBuf source, int least) {
		return read(source, StandardCharsets.UTF_8, least);
	}

	/**
	 * Reads texts whose characters are bytes.
	 */
	public static List<String> latin1(ByteBuf source, int least) {
		return read(source, StandardCharsets.ISO_8859_1, least);
	}

	private static List<String> read(ByteBuf source, Charset charset, int least) {
		int count = (source.readableBytes() >= Short.BYTES) ? source.readUnsignedShort() : -1;
		if (count < least || source.readableBytes() < count * Integer.BYTES) {
			throw new CorruptedFrameException("There are " + count + " fields instead of " + least);
		}
		ByteBuf lengths = source.readSlice(count * Integer.BYTES);
		List<String> fields = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			int length = lengths.readInt();
			if (length < 0 || length > source.readableBytes()) {
				throw new CorruptedFrameException("A field has " + length + " bytes");
			}
			fields.add(source.readCharSequence(length, charset).toString());
		}
		return fields;
	}

}
