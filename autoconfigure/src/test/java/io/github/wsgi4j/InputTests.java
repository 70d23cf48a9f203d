package io.github.wsgi4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class InputTests {

	@Test
	void readsBytes() throws IOException {
		Input input = input("a\u00ff");
		assertThat(input.read()).isEqualTo('a');
		assertThat(input.read()).isEqualTo(0xFF);
		assertThat(input.read()).isEqualTo(-1);
	}

	@Test
	void readsIntoAnArray() throws IOException {
		Input input = input("hello");
		byte[] bytes = new byte[8];
		assertThat(input.read(bytes, 1, 3)).isEqualTo(3);
		assertThat(input.read(bytes, 4, 4)).isEqualTo(2);
		assertThat(input.read(bytes, 0, 8)).isEqualTo(-1);
		assertThat(text(bytes)).isEqualTo("\0hello\0\0");
	}

	@Test
	void readsNothingIntoNoRoom() throws IOException {
		Input input = input("");
		assertThat(input.read(new byte[3], 3, 0)).isZero();
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> input.read(new byte[3], 2, 2));
	}

	@Test
	void readsAll() throws IOException {
		String body = "0123456789abcdef".repeat(5000);
		assertThat(text(input(body).readAllBytes())).isEqualTo(body);
		assertThat(text(trickle("a\nb").readAllBytes())).isEqualTo("a\nb");
	}

	@Test
	void readGivesWhatHasArrivedAndDoesNotWaitForMore() throws IOException {
		Input input = new Input(new Source("ab", "cd"));
		byte[] bytes = new byte[16];
		assertThat(input.read(bytes)).isEqualTo(2);
		byte[] large = new byte[100_000];
		assertThat(input.read(large)).isEqualTo(2);
		assertThat(input.read(large)).isEqualTo(-1);
	}

	@Test
	void readsLines() throws IOException {
		Input input = input("one\n\ntwo\n");
		assertThat(text(input.readLine())).isEqualTo("one\n");
		assertThat(text(input.readLine())).isEqualTo("\n");
		assertThat(text(input.readLine())).isEqualTo("two\n");
		assertThat(input.readLine()).isEmpty();
	}

	@Test
	void whatFollowsTheLastLineFeedIsALine() throws IOException {
		Input input = input("one\ntwo");
		assertThat(text(input.readLine())).isEqualTo("one\n");
		assertThat(text(input.readLine())).isEqualTo("two");
		assertThat(input.readLine()).isEmpty();
	}

	@Test
	void onlyALineFeedEndsALine() throws IOException {
		Input input = input("a\r\nb\rc\n\r\n");
		assertThat(text(input.readLine())).isEqualTo("a\r\n");
		assertThat(text(input.readLine())).isEqualTo("b\rc\n");
		assertThat(text(input.readLine())).isEqualTo("\r\n");
	}

	@Test
	void readsNoMoreOfALineThanItsSize() throws IOException {
		Input input = input("abcdef\ng\n");
		assertThat(text(input.readLine(4))).isEqualTo("abcd");
		assertThat(input.readLine(0)).isEmpty();
		assertThat(text(input.readLine(2))).isEqualTo("ef");
		assertThat(text(input.readLine(1))).isEqualTo("\n");
		assertThat(text(input.readLine(2))).isEqualTo("g\n");
		assertThat(input.readLine(2)).isEmpty();
	}

	@Test
	void aNegativeOrHugeSizeIsAWholeLine() throws IOException {
		Input input = input("abc\ndef\nghi\n");
		assertThat(text(input.readLine(-1))).isEqualTo("abc\n");
		assertThat(text(input.readLine(-5))).isEqualTo("def\n");
		assertThat(text(input.readLine(Integer.MAX_VALUE))).isEqualTo("ghi\n");
	}

	@Test
	void readsLinesThatAreLongerThanAnyBuffer() throws IOException {
		String first = "x".repeat(100_000) + "\n";
		String second = "y".repeat(8192) + "\n";
		Input input = input(first + second + "z");
		assertThat(text(input.readLine())).isEqualTo(first);
		assertThat(text(input.readLine(8192))).isEqualTo("y".repeat(8192));
		assertThat(text(input.readLine())).isEqualTo("\n");
		assertThat(text(input.readLine())).isEqualTo("z");
	}

	@Test
	void readsLinesOfASourceThatGivesOneByteAtATime() throws IOException {
		Input input = trickle("one\r\ntwo\nthree");
		assertThat(text(input.readLine())).isEqualTo("one\r\n");
		assertThat(text(input.readLine(2))).isEqualTo("tw");
		assertThat(texts(input.readLines(0))).containsExactly("o\n", "three");
	}

	@Test
	void readsAllLines() throws IOException {
		assertThat(texts(input("a\nb\n\nc").readLines(-1))).containsExactly("a\n", "b\n", "\n", "c");
		assertThat(texts(input("a\nb").readLines(0))).containsExactly("a\n", "b");
		assertThat(input("").readLines(0)).isEmpty();
	}

	@Test
	void readsLinesUntilTheHintIsReached() throws IOException {
		Input input = input("aa\nbb\ncc\ndd\n");
		assertThat(texts(input.readLines(1))).containsExactly("aa\n");
		assertThat(texts(input.readLines(4))).containsExactly("bb\n", "cc\n");
		assertThat(texts(input.readLines(100))).containsExactly("dd\n");
		assertThat(input.readLines(100)).isEmpty();
	}

	@Test
	void iteratesOverTheLinesThatAreLeft() throws IOException {
		Input input = input("a\nb\nc");
		input.readLine();
		Iterator<byte[]> lines = input.iterator();
		assertThat(lines.hasNext()).isTrue();
		assertThat(lines.hasNext()).isTrue();
		assertThat(text(lines.next())).isEqualTo("b\n");
		assertThat(text(lines.next())).isEqualTo("c");
		assertThat(lines.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(lines::next);
	}

	@Test
	void mixesBytesAndLines() throws IOException {
		Input input = input("ab\ncd\nef\ngh");
		assertThat(input.read()).isEqualTo('a');
		assertThat(text(input.readLine())).isEqualTo("b\n");
		assertThat(text(input.readNBytes(2))).isEqualTo("cd");
		assertThat(text(input.readLine())).isEqualTo("\n");
		assertThat(text(input.iterator().next())).isEqualTo("ef\n");
		assertThat(text(input.readAllBytes())).isEqualTo("gh");
	}

	@Test
	void aLargeReadAfterALineLosesNothing() throws IOException {
		String rest = "r".repeat(20_000);
		Input input = input("line\n" + rest);
		assertThat(text(input.readLine())).isEqualTo("line\n");
		assertThat(text(input.readNBytes(50_000))).isEqualTo(rest);
	}

	@Test
	void theEndIsForEver() throws IOException {
		Input input = input("a");
		assertThat(input.readAllBytes()).hasSize(1);
		for (int i = 0; i < 3; i++) {
			assertThat(input.read()).isEqualTo(-1);
			assertThat(input.read(new byte[10_000])).isEqualTo(-1);
			assertThat(input.readAllBytes()).isEmpty();
			assertThat(input.readLine()).isEmpty();
			assertThat(input.readLines(0)).isEmpty();
			assertThat(input.iterator().hasNext()).isFalse();
		}
	}

	@Test
	void anEmptyBodyHasNoLines() throws IOException {
		assertThat(input("").readLine()).isEmpty();
		assertThat(input("").read()).isEqualTo(-1);
		assertThat(input("").iterator().hasNext()).isFalse();
	}

	@Test
	void availableCountsWhatIsReadAheadToo() throws IOException {
		Input input = input("ab\ncdef");
		assertThat(input.available()).isEqualTo(7);
		input.readLine();
		assertThat(input.available()).isEqualTo(4);
		input.readAllBytes();
		assertThat(input.available()).isZero();
	}

	@Test
	void closeDoesNothing() throws IOException {
		Source source = new Source("ab\n");
		Input input = new Input(source);
		input.close();
		assertThat(text(input.readLine())).isEqualTo("ab\n");
		assertThat(source.closed).isFalse();
	}

	@Test
	void anExceptionOfTheSourceIsThrown() throws IOException {
		IOException failure = new IOException("cut short");
		Input input = new Input(new Source(failure, "ab\nc"));
		assertThat(text(input.readLine())).isEqualTo("ab\n");
		assertThatIOException().isThrownBy(input::readLine).isSameAs(failure);
		assertThatIOException().isThrownBy(input::read).isSameAs(failure);
		assertThatIOException().isThrownBy(() -> input.read(new byte[10_000])).isSameAs(failure);
		assertThatIOException().isThrownBy(() -> input.readLines(0)).isSameAs(failure);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> input.iterator().hasNext())
			.withCause(failure);
	}

	@Test
	void aSourceIsNeeded() {
		assertThatNullPointerException().isThrownBy(() -> new Input(null));
	}

	private static Input input(String body) {
		return new Input(new ByteArrayInputStream(bytes(body)));
	}

	private static Input trickle(String body) {
		return new Input(new Source(body.split("")));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private static List<String> texts(Iterable<byte[]> lines) {
		List<String> texts = new ArrayList<>();
		lines.forEach((line) -> texts.add(text(line)));
		return texts;
	}

	/**
	 * Gives one piece a read, then ends or fails.
	 */
	private static final class Source extends InputStream {

		private final Iterator<String> pieces;

		private final IOException failure;

		private boolean closed;

		Source(String... pieces) {
			this(null, pieces);
		}

		Source(IOException failure, String... pieces) {
			this.pieces = List.of(pieces).iterator();
			this.failure = failure;
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			if (this.pieces.hasNext()) {
				byte[] piece = bytes(this.pieces.next());
				System.arraycopy(piece, 0, bytes, offset, piece.length);
				return piece.length;
			}
			if (this.failure != null) {
				throw this.failure;
			}
			return -1;
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
