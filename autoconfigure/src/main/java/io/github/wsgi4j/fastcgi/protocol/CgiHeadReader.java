package io.github.wsgi4j.fastcgi.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of the head in the output of an application.
 */
public final class CgiHeadReader {

	private static final int MOST = 64 * 1024;

	private final List<String> lines = new ArrayList<>();

	/** The beginning of a line whose end has yet to come. */
	private final StringBuilder begun = new StringBuilder();

	private int size;

	/**
	 * Reads on.
	 * @param output what has come; what is left of it belongs to the body
	 * @return the head, or {@code null} if its end has yet to come
	 * @throws IllegalArgumentException if it is malformed or has more than 64 KiB
	 */
	public @Nullable CgiHead read(ByteBuf output) {
		while (output.isReadable()) {
			int length = output.bytesBefore((byte) '\n');
			int taken = (length < 0) ? output.readableBytes() : length + 1;
			this.size += taken;
			if (this.size > MOST) {
				throw new IllegalArgumentException("It has more than " + MOST + " bytes");
			}
			this.begun.append(output.readCharSequence(taken, StandardCharsets.ISO_8859_1));
			if (length >= 0) {
				String line = line();
				if (line.isEmpty()) {
					return CgiHead.parse(this.lines);
				}
				this.lines.add(line);
			}
		}
		return null;
	}

	private String line() {
		int end = this.begun.length() - 1;
		if (end > 0 && this.begun.charAt(end - 1) == '\r') {
			end--;
		}
		String line = this.begun.substring(0, end);
		this.begun.setLength(0);
		return line;
	}

}
