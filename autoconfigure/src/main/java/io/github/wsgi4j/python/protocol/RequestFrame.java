package io.github.wsgi4j.python.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.http.gateway.CrossingVariables;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * A request as a process gets it.
 */
public final class RequestFrame {

	private RequestFrame() {
	}

	/**
	 * Writes a request, whose number is set later, to memory that needs no release.
	 * @param environ the environ
	 * @param body the body if it is short and here, or an empty array
	 * @param pulled whether the process asks for the body
	 * @throws IllegalArgumentException if the environ is too large
	 */
	public static ByteBuf of(Map<String, Object> environ, byte[] body, boolean pulled) {
		List<String> strings = new ArrayList<>(2 * environ.size());
		List<String> typed = new ArrayList<>(4);
		CrossingVariables.visit(environ, (name, value, text) -> {
			List<String> fields = text ? strings : typed;
			fields.add(name);
			fields.add(value);
		});
		int size = length(strings) + length(typed);
		int fields = strings.size() + typed.size();
		if (fields > 0xFFFF || size > FrameType.REQUEST.limit() / 2) {
			throw new IllegalArgumentException("The environ is too large: " + size + " characters");
		}
		ByteBuf frame = Frame.begin(Unpooled.buffer(21 + 4 * fields + size + body.length), FrameType.REQUEST);
		frame.writeInt(0).writeByte(pulled ? 1 : 0).writeShort(strings.size() / 2).writeShort(typed.size() / 2);
		frame.writeShort(fields);
		writeLengths(frame, strings);
		writeLengths(frame, typed);
		writeCharacters(frame, strings);
		writeCharacters(frame, typed);
		return Frame.end(frame.writeBytes(body));
	}

	/**
	 * Sets the number of a request.
	 */
	public static void number(ByteBuf frame, int number) {
		frame.setInt(Frame.HEADER, number);
	}

	private static int length(List<String> fields) {
		int length = 0;
		for (String field : fields) {
			length += field.length();
		}
		return length;
	}

	private static void writeLengths(ByteBuf frame, List<String> fields) {
		for (String field : fields) {
			frame.writeInt(field.length());
		}
	}

	private static void writeCharacters(ByteBuf frame, List<String> fields) {
		for (String field : fields) {
			// Of characters up to U+00FF it writes the one byte that each is.
			ByteBufUtil.writeAscii(frame, field);
		}
	}

}
