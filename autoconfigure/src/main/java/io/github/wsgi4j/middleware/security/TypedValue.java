package io.github.wsgi4j.middleware.security;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a session as bytes: a letter for its type, then itself, a text, list or map
 * with its length before it. Lengths have two bytes, as no cookie has room for more.
 */
final class TypedValue {

	private TypedValue() {
	}

	static void write(Object value, DataOutputStream out) throws IOException {
		if (value instanceof String text) {
			out.writeByte('s');
			writeText(text, out);
		}
		else if (value instanceof Boolean flag) {
			out.writeByte(flag ? 't' : 'f');
		}
		else if (value instanceof Integer number) {
			out.writeByte('i');
			out.writeInt(number);
		}
		else if (value instanceof Long number) {
			out.writeByte('l');
			out.writeLong(number);
		}
		else if (value instanceof Double number) {
			out.writeByte('d');
			out.writeDouble(number);
		}
		else if (value instanceof List<?> list) {
			out.writeByte('L');
			out.writeShort(list.size());
			for (Object element : list) {
				write(element, out);
			}
		}
		else {
			Map<?, ?> map = (Map<?, ?>) value;
			out.writeByte('M');
			out.writeShort(map.size());
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				writeText((String) entry.getKey(), out);
				write(entry.getValue(), out);
			}
		}
	}

	static Object read(DataInputStream in) throws IOException {
		int type = in.readByte();
		return switch (type) {
			case 's' -> readText(in);
			case 't' -> true;
			case 'f' -> false;
			case 'i' -> in.readInt();
			case 'l' -> in.readLong();
			case 'd' -> in.readDouble();
			case 'L' -> readList(in);
			case 'M' -> readMap(in);
			default -> throw new IOException("Unknown type " + type);
		};
	}

	private static List<Object> readList(DataInputStream in) throws IOException {
		List<Object> list = new ArrayList<>();
		for (int count = in.readUnsignedShort(); count > 0; count--) {
			list.add(read(in));
		}
		return list;
	}

	private static Map<String, Object> readMap(DataInputStream in) throws IOException {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int count = in.readUnsignedShort(); count > 0; count--) {
			String name = readText(in);
			map.put(name, read(in));
		}
		return map;
	}

	static void writeText(String text, DataOutputStream out) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		out.writeShort(bytes.length);
		out.write(bytes);
	}

	static String readText(DataInputStream in) throws IOException {
		byte[] bytes = new byte[in.readUnsignedShort()];
		in.readFully(bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
