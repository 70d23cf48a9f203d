package io.github.wsgi4j.middleware.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A session as it is written into a cookie.
 *
 * @param id its identifier
 * @param begun when it began, in seconds since 1970
 * @param written when it was written, in seconds since 1970
 * @param values its values
 */
record SessionState(String id, long begun, long written, Map<String, Object> values) {

	private static final int VERSION = 2;

	byte[] write() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(VERSION);
			out.writeLong(this.written);
			out.writeLong(this.begun);
			TypedValue.writeText(this.id, out);
			out.writeShort(this.values.size());
			for (Map.Entry<String, Object> value : this.values.entrySet()) {
				TypedValue.writeText(value.getKey(), out);
				TypedValue.write(value.getValue(), out);
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
			long written = in.readLong();
			long begun = in.readLong();
			String id = TypedValue.readText(in);
			Map<String, Object> values = new TreeMap<>();
			int count = in.readUnsignedShort();
			for (int i = 0; i < count; i++) {
				String name = TypedValue.readText(in);
				values.put(name, TypedValue.read(in));
			}
			return new SessionState(id, begun, written, values);
		}
		catch (IOException ex) {
			return null;
		}
	}

}
