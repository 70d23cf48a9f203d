package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads responses of HTTP/1.1, one after another, and keeps of them no more than their
 * head and the number of bytes of their body.
 */
final class ResponseParser {

	private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] CODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);

	private final byte[] head = new byte[8192];

	/** The bytes of the head that are here. */
	private int end;

	/** The start of the line of the head that is being read. */
	private int line;

	private State state = State.HEAD;

	/** The rest of the body, or of a chunk. */
	private long left;

	private long body;

	/**
	 * Reads on.
	 * @return whether the response is complete
	 */
	boolean read(ByteBuffer buffer) throws IOException {
		while (this.state != State.COMPLETE && buffer.hasRemaining()) {
			switch (this.state) {
				case HEAD -> readHead(buffer);
				case BODY -> skip(buffer, State.COMPLETE);
				case CHUNK -> skip(buffer, State.CHUNK_END);
				case CHUNK_END -> skip(buffer, State.CHUNK_SIZE);
				case CHUNK_SIZE -> readChunkSize(buffer);
				case LAST_CHUNK -> skip(buffer, State.COMPLETE);
				default -> throw new IllegalStateException(this.state.name());
			}
		}
		return this.state == State.COMPLETE;
	}

	/**
	 * Makes ready for the next response.
	 */
	void reset() {
		this.state = State.HEAD;
		this.end = 0;
		this.line = 0;
		this.left = 0;
		this.body = 0;
	}

	int status() {
		return (this.head[9] - '0') * 100 + (this.head[10] - '0') * 10 + this.head[11] - '0';
	}

	/**
	 * The bytes of the body that were read.
	 */
	long body() {
		return this.body;
	}

	String head() {
		return new String(this.head, 0, this.end, StandardCharsets.ISO_8859_1);
	}

	private void readHead(ByteBuffer buffer) throws IOException {
		while (buffer.hasRemaining()) {
			if (this.end == this.head.length) {
				throw new IOException("The head does not end");
			}
			byte next = buffer.get();
			this.head[this.end++] = next;
			if (next == '\n') {
				if (this.end - this.line == 2) {
					begin();
					return;
				}
				readField();
				this.line = this.end;
			}
		}
	}

	private void readField() {
		if (is(LENGTH)) {
			this.left = Long.parseLong(
					new String(this.head, this.line + LENGTH.length, this.end - this.line - LENGTH.length,
							StandardCharsets.US_ASCII)
						.strip());
		}
		else if (is(CODING)) {
			this.left = -1;
		}
	}

	private boolean is(byte[] name) {
		if (this.end - this.line < name.length) {
			return false;
		}
		for (int i = 0; i < name.length; i++) {
			if ((this.head[this.line + i] | 0x20) != (name[i] | 0x20)) {
				return false;
			}
		}
		return true;
	}

	private void begin() {
		if (this.left < 0) {
			this.left = 0;
			this.state = State.CHUNK_SIZE;
		}
		else {
			this.state = (this.left == 0) ? State.COMPLETE : State.BODY;
			this.body = this.left;
		}
	}

	private void readChunkSize(ByteBuffer buffer) {
		while (buffer.hasRemaining()) {
			byte next = buffer.get();
			int digit = Character.digit(next, 16);
			if (digit >= 0) {
				this.left = this.left * 16 + digit;
			}
			else if (next == '\n') {
				this.body += this.left;
				this.state = (this.left == 0) ? State.LAST_CHUNK : State.CHUNK;
				// Behind the last chunk there is an empty line.
				this.left = (this.left == 0) ? 2 : this.left;
				return;
			}
		}
	}

	private void skip(ByteBuffer buffer, State next) {
		int count = (int) Math.min(this.left, buffer.remaining());
		buffer.position(buffer.position() + count);
		this.left -= count;
		if (this.left == 0) {
			this.left = (next == State.CHUNK_END) ? 2 : 0;
			this.state = next;
		}
	}

	private enum State {

		HEAD, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, LAST_CHUNK, COMPLETE

	}

}
