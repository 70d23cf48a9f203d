package io.github.wsgi4j.middleware.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A session as it is written into a cookie.
 *
 * @param id its identifier
 * @param second when it was written, in seconds since 1970
 * @param values its values
 */
record SessionState(String id, long second, Map<String, String> values) {

	private static final int VERSION = 1;

	byte[] write() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(VERSION);
			out.writeLong(this.second);
			write(this.id, out);
			out.writeShort(this.values.size());
			for (Map.Entry<String, String> value : this.values.entrySet()) {
				write(value.getKey(), out);
				write(value.getValue(), out);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Reads what was written, or nothing of what another version has written.
	 */
	static @Nullable SessionState read(byte[] bytes) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
			if (in.readByte() != VERSION) {
				return null;
			}
			long second = in.readLong();
			String id = readText(in);
			Map<String, String> values = new TreeMap<>();
			int count = in.readUnsignedShort();
			for (int i = 0; i < count; i++) {
				String name = readText(in);
				values.put(name, readText(in));
			}
			return new SessionState(id, second, values);
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static void write(String text, DataOutputStream out) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		out.writeShort(bytes.length);
		out.write(bytes);
	}

	private static String readText(DataInputStream in) throws IOException {
		byte[] bytes = new byte[in.readUnsignedShort()];
		in.readFully(bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
