package io.github.wsgi4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Whatever is read of a body, and in whatever pieces it arrives, is the body.
 */
class InputFuzzTests {

	private static final int OPERATIONS = 64;

	@FuzzTest
	void everyWayToReadGivesTheBytesOfTheBody(FuzzedDataProvider data) throws IOException {
		int most = data.consumeInt(1, 20_000);
		int lineLength = data.consumeInt(1, 9_000);
		byte[] body = body(data.consumeInt(0, 40_000), lineLength, data.consumeBytes(64));
		Reader reader = new Reader(body, most);
		for (int i = 0; i < OPERATIONS && data.remainingBytes() > 0; i++) {
			reader.step(data);
		}
		reader.expect(reader.input.readAllBytes(), body.length);
		assertThat(reader.input.read()).isEqualTo(-1);
		assertThat(reader.input.readLine()).isEmpty();
	}

	// Long bodies out of short data: the seams of the buffer lie at 8192 bytes.
	private static byte[] body(int length, int lineLength, byte[] pattern) {
		byte[] body = new byte[length];
		for (int i = 0; i < length; i++) {
			body[i] = (pattern.length > 0) ? pattern[i % pattern.length] : (byte) i;
			if (i % lineLength == lineLength - 1) {
				body[i] = '\n';
			}
		}
		return body;
	}

	private static final class Reader {

		private final byte[] body;

		private final Input input;

		private int position;

		private Reader(byte[] body, int most) {
			this.body = body;
			this.input = new Input(new Pieces(body, most));
		}

		private void step(FuzzedDataProvider data) throws IOException {
			int size = data.consumeInt(0, 20_000);
			switch (data.consumeInt(0, 10)) {
				case 0 -> readOne();
				case 1 -> readSome(size, data.consumeInt(0, 10));
				case 2 -> expect(this.input.readNBytes(size), Math.min(this.position + size, this.body.length));
				case 3 -> expect(this.input.readLine(), lineEnd(Integer.MAX_VALUE));
				case 4 -> expect(this.input.readLine(size), lineEnd(size));
				case 5 -> expect(this.input.readLine(-size - 1), lineEnd(Integer.MAX_VALUE));
				case 6 -> readLines(size);
				case 7 -> readNextLine();
				case 8 -> skip(data.consumeInt(-10, 20_000));
				case 9 -> assertThat(this.input.available()).isBetween(0, this.body.length - this.position);
				default -> closeAndReset();
			}
		}

		private void readOne() throws IOException {
			int expected = (this.position < this.body.length) ? this.body[this.position++] & 0xFF : -1;
			assertThat(this.input.read()).isEqualTo(expected);
		}

		private void readSome(int size, int offset) throws IOException {
			byte[] bytes = new byte[offset + size + 3];
			int count = this.input.read(bytes, offset, size);
			if (size == 0) {
				assertThat(count).isZero();
			}
			else if (this.position == this.body.length) {
				assertThat(count).isEqualTo(-1);
			}
			else {
				assertThat(count).isBetween(1, size);
			}
			int end = this.position + Math.max(count, 0);
			expect(Arrays.copyOfRange(bytes, offset, offset + Math.max(count, 0)), end);
			assertThat(Arrays.copyOf(bytes, offset)).isEqualTo(new byte[offset]);
		}

		private void readLines(int hint) throws IOException {
			int begin = this.position;
			List<byte[]> lines = this.input.readLines(hint);
			for (byte[] line : lines) {
				assertThat(hint > 0 && this.position - begin >= hint).isFalse();
				expect(line, lineEnd(Integer.MAX_VALUE));
			}
			assertThat(this.position == this.body.length || (hint > 0 && this.position - begin >= hint)).isTrue();
		}

		private void readNextLine() {
			Iterator<byte[]> lines = this.input.iterator();
			assertThat(lines.hasNext()).isEqualTo(this.position < this.body.length);
			if (lines.hasNext()) {
				expect(lines.next(), lineEnd(Integer.MAX_VALUE));
			}
		}

		private void skip(int count) throws IOException {
			int expected = Math.max(0, Math.min(count, this.body.length - this.position));
			assertThat(this.input.skip(count)).isEqualTo(expected);
			this.position += expected;
		}

		private void closeAndReset() {
			this.input.close();
			this.input.mark(10);
			assertThat(this.input.markSupported()).isFalse();
			assertThatIOException().isThrownBy(this.input::reset);
		}

		private int lineEnd(int size) {
			int end = this.position;
			while (end < this.body.length && end - this.position < size) {
				if (this.body[end++] == '\n') {
					return end;
				}
			}
			return end;
		}

		private void expect(byte[] actual, int end) {
			assertThat(actual).isEqualTo(Arrays.copyOfRange(this.body, this.position, end));
			this.position = end;
		}

	}

	/**
	 * A body that arrives in pieces.
	 */
	private static final class Pieces extends InputStream {

		private final ByteArrayInputStream body;

		private final int most;

		private Pieces(byte[] body, int most) {
			this.body = new ByteArrayInputStream(body);
			this.most = most;
		}

		@Override
		public int read() {
			return this.body.read();
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			return this.body.read(bytes, offset, Math.min(length, this.most));
		}

	}

}
