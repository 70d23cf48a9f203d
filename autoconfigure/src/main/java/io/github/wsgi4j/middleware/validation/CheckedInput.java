package io.github.wsgi4j.middleware.validation;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

import io.github.wsgi4j.Input;

/**
 * An input that checks how it is read, and what it gives.
 */
final class CheckedInput extends Input {

	private final Input input;

	private final Conversation conversation;

	private final Checks checks;

	private boolean ended;

	CheckedInput(Input input, Conversation conversation) {
		super(input);
		this.input = input;
		this.conversation = conversation;
		this.checks = conversation.checks();
	}

	@Override
	public int read() throws IOException {
		int octet = this.input.read();
		this.checks.check(Rule.INPUT_READ_RESULT, octet >= -1 && octet <= 0xFF, () -> "read() gave " + octet);
		checkEnd(octet < 0);
		return octet;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		this.checks.check(Rule.INPUT_READ_ARGUMENTS,
				bytes != null && offset >= 0 && length >= 0 && length <= bytes.length - offset,
				() -> "read() was given " + ((bytes != null) ? bytes.length + " bytes" : "null") + ", the offset "
						+ offset + " and the length " + length);
		int count = this.input.read(bytes, offset, length);
		this.checks.check(Rule.INPUT_READ_RESULT, count == -1 || (count > 0 && count <= length) || count == length,
				() -> "read() gave " + count + " where " + length + " were asked for");
		if (length > 0) {
			checkEnd(count < 0);
		}
		return count;
	}

	@Override
	public int available() throws IOException {
		return this.input.available();
	}

	@Override
	public void close() {
		// An input does nothing when it is closed, so there is nothing to hand on.
		this.checks.check(Rule.INPUT_CLOSE, this.conversation.isClosing(), () -> "close() was called");
	}

	@Override
	public byte[] readLine(int size) throws IOException {
		byte[] line = this.input.readLine(size);
		if (this.checks.check(Rule.INPUT_LINE, isLine(line) && (size < 0 || line.length <= size),
				() -> "a line of " + length(line) + " where " + size + " were asked for") && size != 0) {
			checkEnd(line.length == 0);
		}
		return line;
	}

	@Override
	public List<byte[]> readLines(int hint) throws IOException {
		List<byte[]> lines = this.input.readLines(hint);
		if (this.checks.check(Rule.INPUT_LINES, lines != null, () -> "readLines() returned null")) {
			lines.forEach(this::checkLine);
			checkEnd(lines.isEmpty());
		}
		return lines;
	}

	@Override
	public Iterator<byte[]> iterator() {
		Iterator<byte[]> lines = this.input.iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				boolean more = lines.hasNext();
				checkEnd(!more);
				return more;
			}

			@Override
			public byte[] next() {
				byte[] line = lines.next();
				checkLine(line);
				return line;
			}

		};
	}

	private void checkLine(byte[] line) {
		this.checks.check(Rule.INPUT_LINES, isLine(line) && line.length > 0, () -> "a line of " + length(line));
	}

	private void checkEnd(boolean end) {
		this.checks.check(Rule.INPUT_END, end || !this.ended, () -> "bytes came after the end");
		this.ended |= end;
	}

	private static boolean isLine(byte[] line) {
		if (line == null) {
			return false;
		}
		for (int i = 0; i < line.length - 1; i++) {
			if (line[i] == '\n') {
				return false;
			}
		}
		return true;
	}

	private static String length(byte[] line) {
		return (line != null) ? line.length + " bytes" : "null";
	}

}
