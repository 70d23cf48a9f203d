package io.github.wsgi4j.python.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.Latin1;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * A request as a process gets it. Strings, booleans and numbers of the environ cross,
 * other objects stay here.
 */
public final class RequestFrame {

	/** The variables that the other side has values of its own for. */
	private static final Set<String> OWN = Set.of(Environ.WSGI_MULTITHREAD, Environ.WSGI_MULTIPROCESS,
			Environ.WSGI_RUN_ONCE);

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
		int size = divide(environ, strings, typed);
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

	private static int divide(Map<String, Object> environ, List<String> strings, List<String> typed) {
		int size = 0;
		for (Map.Entry<String, Object> variable : environ.entrySet()) {
			boolean text = variable.getValue() instanceof String;
			if (text || isSimple(variable)) {
				List<String> fields = text ? strings : typed;
				String name = octets(variable.getKey());
				String value = octets(variable.getValue().toString());
				fields.add(name);
				fields.add(value);
				size += name.length() + value.length();
			}
		}
		return size;
	}

	private static boolean isSimple(Map.Entry<String, Object> variable) {
		Object value = variable.getValue();
		return (value instanceof Boolean || value instanceof Number) && !OWN.contains(variable.getKey());
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

	private static String octets(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > 0xFF) {
				return Latin1.encode(text);
			}
		}
		return text;
	}

}
