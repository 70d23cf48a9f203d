package io.github.wsgi4j;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BodyTests {

	@TempDir
	private Path directory;

	@Test
	void emptyHasNoBlock() {
		assertThat(Body.empty()).isEmpty();
	}

	@Test
	void ofBlocksIsInMemory() {
		Iterable<byte[]> body = Body.of(bytes("a"), bytes("bc"));
		assertThat(texts(body)).containsExactly("a", "bc");
		assertThat(body).isInstanceOf(Collection.class);
	}

	@Test
	void textIsUtf8() {
		Iterable<byte[]> body = Body.text("h\u00e9");
		assertThat(body).containsExactly(new byte[] { 'h', (byte) 0xC3, (byte) 0xA9 });
		assertThat(body).isInstanceOf(Collection.class);
	}

	@Test
	void aFileIsItsBytes() throws IOException {
		Path file = file("x".repeat(100_000));
		try (FileBody body = Body.of(file)) {
			assertThat(body.position()).isZero();
			assertThat(body.count()).isEqualTo(100_000);
			assertThat(String.join("", texts(body))).isEqualTo("x".repeat(100_000));
			assertThat(String.join("", texts(body))).hasSize(100_000);
		}
	}

	@Test
	void anEmptyFileHasNoBlock() throws IOException {
		try (FileBody body = Body.of(file(""))) {
			assertThat(body.count()).isZero();
			assertThat(body).isEmpty();
			assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> body.iterator().next());
		}
	}

	@Test
	void closeClosesTheFile() throws IOException {
		FileBody body = Body.of(file("a"));
		assertThat(body.channel().isOpen()).isTrue();
		body.close();
		assertThat(body.channel().isOpen()).isFalse();
	}

	@Test
	void aFileThatIsNotThereIsAnException() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> Body.of(this.directory.resolve("missing")));
	}

	@Test
	void aFileThatBecomesShorterIsAnException() throws IOException {
		Path file = file("hello");
		try (FileBody body = Body.of(file)) {
			Files.writeString(file, "he");
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> body.iterator().next())
				.withMessageContaining("truncated");
		}
	}

	@Test
	void aStreamIsReadInBlocks() throws IOException {
		assertThat(texts(Body.of(stream("abcde"), 2))).containsExactly("ab", "cd", "e");
		assertThat(texts(Body.of(stream("abcd"), 2))).containsExactly("ab", "cd");
		assertThat(Body.of(stream(""), 2)).isEmpty();
	}

	@Test
	void whatIsLeftOfAStreamIsRead() throws IOException {
		InputStream stream = stream("abcde");
		stream.skipNBytes(3);
		assertThat(texts(Body.of(stream, 8))).containsExactly("de");
	}

	@Test
	void aStreamThatHasEndedHasNoFurtherBlock() throws IOException {
		Iterator<byte[]> blocks = Body.of(stream("a"), 8).iterator();
		assertThat(blocks.hasNext()).isTrue();
		assertThat(blocks.hasNext()).isTrue();
		blocks.next();
		assertThat(blocks.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(blocks::next);
	}

	@Test
	void aStreamThatFailsIsAnException() throws IOException {
		IOException failure = new IOException("broken");
		Iterator<byte[]> blocks = Body.of(new FilterInputStream(stream("a")) {

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				throw failure;
			}

		}, 8).iterator();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(blocks::hasNext).withCause(failure);
	}

	@Test
	void closeClosesTheStream() throws Exception {
		AtomicBoolean closed = new AtomicBoolean();
		Iterable<byte[]> body = Body.of(new FilterInputStream(stream("a")) {

			@Override
			public void close() {
				closed.set(true);
			}

		}, 8);
		assertThat(body).isInstanceOf(Closeable.class);
		((Closeable) body).close();
		assertThat(closed).isTrue();
	}

	@Test
	void theRestOfAFileStreamIsAFile() throws IOException {
		try (FileInputStream stream = new FileInputStream(file("abcdefg").toFile())) {
			stream.skipNBytes(2);
			Iterable<byte[]> body = Body.of(stream, 3);
			assertThat(body).isInstanceOfSatisfying(FileBody.class, (file) -> {
				assertThat(file.position()).isEqualTo(2);
				assertThat(file.count()).isEqualTo(5);
			});
			assertThat(texts(body)).containsExactly("cde", "fg");
		}
	}

	@Test
	void closeClosesTheFileStream() throws Exception {
		FileInputStream stream = new FileInputStream(file("abc").toFile());
		((Closeable) Body.of(stream, 3)).close();
		assertThat(stream.getChannel().isOpen()).isFalse();
	}

	@Test
	void aFileStreamAtItsEndHasNoBlock() throws IOException {
		try (FileInputStream stream = new FileInputStream(file("abc").toFile())) {
			stream.readAllBytes();
			assertThat(Body.of(stream, 3)).isEmpty();
		}
	}

	@Test
	void aSubclassOfAFileStreamIsReadThroughItsOwnMethods() throws IOException {
		try (InputStream stream = new UpperCase(file("abc"))) {
			Iterable<byte[]> body = Body.of(stream, 8);
			assertThat(body).isNotInstanceOf(FileBody.class);
			assertThat(texts(body)).containsExactly("ABC");
		}
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "/dev/zero is a device of Linux")
	void aDeviceIsReadLikeAnyStream() throws IOException {
		try (InputStream stream = new FileInputStream("/dev/zero")) {
			assertThat(Body.of(stream, 4).iterator().next()).containsExactly(0, 0, 0, 0);
		}
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "/proc/self/fd is Linux's way to open a pipe by a name")
	void aPipeIsReadLikeAnyStream() throws Exception {
		Process process = new ProcessBuilder("sleep", "60").start();
		try (InputStream stream = new FileInputStream("/proc/" + process.pid() + "/fd/1")) {
			process.destroy();
			assertThat(Body.of(stream, 4)).isEmpty();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void aBlockHasAtLeastOneByte() {
		assertThatIllegalArgumentException().isThrownBy(() -> Body.of(stream("a"), 0)).withMessageContaining("0");
	}

	private Path file(String text) throws IOException {
		return Files.writeString(this.directory.resolve("file"), text);
	}

	private static InputStream stream(String text) {
		return new ByteArrayInputStream(bytes(text));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static List<String> texts(Iterable<byte[]> body) {
		List<String> texts = new ArrayList<>();
		body.forEach((block) -> texts.add(new String(block, StandardCharsets.ISO_8859_1)));
		return texts;
	}

	private static final class UpperCase extends FileInputStream {

		UpperCase(Path file) throws IOException {
			super(file.toFile());
		}

		@Override
		public int read(byte[] bytes) throws IOException {
			return read(bytes, 0, bytes.length);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int count = super.read(bytes, offset, length);
			for (int i = offset; i < offset + count; i++) {
				bytes[i] = (byte) Character.toUpperCase(bytes[i]);
			}
			return count;
		}

	}

}
