package io.github.wsgi4j.container.contract;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Optional Platform-Specific File Handling.
 */
abstract class FileContract extends InterfaceContract {

	private static final String TEXT = "0123456789";

	@TempDir
	private Path folder;

	private Path file;

	FileContract(Subject subject) {
		super(subject);
	}

	@BeforeEach
	void writeFile() throws IOException {
		this.file = Files.writeString(this.folder.resolve("file"), TEXT);
	}

	@Test
	void fileStartsAtItsCurrentPosition() throws IOException {
		FileInputStream stream = new FileInputStream(this.file.toFile());
		assertThat(stream.readNBytes(4)).hasSize(4);
		Answer response = exchange(Ask.get("/"), wrapping(stream));
		assertThat(response.headers("Content-Length")).containsExactly("6");
		assertThat(response.text()).isEqualTo("456789");
	}

	@Test
	void fileIsSentWithItsLength() throws IOException {
		for (Application application : List.of(wrapping(new FileInputStream(this.file.toFile())),
				answering(Body.of(this.file)))) {
			Answer response = exchange(Ask.get("/"), application);
			assertThat(response.headers("Content-Length")).containsExactly("10");
			assertThat(response.text()).isEqualTo(TEXT);
		}
	}

	@Test
	void largeFileArrivesIntactAndIsClosed() throws IOException {
		String large = TEXT.repeat(200_000);
		Files.writeString(this.file, large);
		FileInputStream stream = new FileInputStream(this.file.toFile());
		Answer response = exchange(Ask.get("/"), wrapping(stream, 4096));
		assertThat(response.complete()).isTrue();
		assertThat(response.text().equals(large)).isTrue();
		await().until(() -> !stream.getChannel().isOpen());
	}

	@Test
	void streamThatIsNoFileFallsBackToBlocksAndIsClosedOnce() throws IOException {
		AtomicInteger closed = new AtomicInteger();
		InputStream stream = new ByteArrayInputStream(bytes(TEXT)) {

			@Override
			public void close() {
				closed.incrementAndGet();
			}

		};
		Answer response = exchange(Ask.get("/"), wrapping(stream));
		assertThat(response.text()).isEqualTo(TEXT);
		await().untilAsserted(() -> assertThat(closed).hasValue(1));
		assertAnswers();
		assertThat(closed).hasValue(1);
	}

	@Test
	void subclassOfAFileStreamIsReadAndClosedOnce() throws IOException {
		ClosingFile stream = new ClosingFile(this.file);
		assertThat(exchange(Ask.get("/"), wrapping(stream)).text()).isEqualTo(TEXT);
		await().untilAsserted(() -> assertThat(stream.closed).hasValue(1));
	}

	@Test
	void wrappedFileMayBeIteratedByMiddleware() throws IOException {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			Iterable<byte[]> body = wrapper(environ.get(Environ.WSGI_FILE_WRAPPER))
				.call(new FileInputStream(this.file.toFile()), 4);
			List<byte[]> blocks = new ArrayList<>();
			body.forEach(blocks::add);
			return blocks;
		});
		assertThat(response.text()).isEqualTo(TEXT);
	}

	@Test
	void fileIsCutAtTheContentLengthOfTheApplication() throws IOException {
		Answer response = exchange(Ask.get("/"),
				breaking(answering(Body.of(this.file), Header.of("Content-Length", "4"))));
		assertThat(response.text()).isEqualTo("0123");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void fileThatIsShorterThanTheContentLengthBreaksTheResponse() throws IOException {
		Answer response = exchange(Ask.get("/"),
				breaking(answering(Body.of(this.file), Header.of("Content-Length", "11"))));
		assertThat(response.text()).isEqualTo(TEXT);
		assertThat(response.complete()).isFalse();
	}

	@Test
	void fileThatBecomesShorterWhileItIsSentNeverLooksComplete() throws IOException {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			Iterable<byte[]> body = Body.of(this.file);
			Files.writeString(this.file, "short");
			start.call("200 OK", NO_HEADERS);
			return body;
		});
		assertThat(response.status() == 200 && response.complete()).isFalse();
		assertAnswers();
	}

	@Test
	void emptyFileIsAnEmptyBody() throws IOException {
		Answer response = exchange(Ask.get("/"), answering(Body.of(Files.createFile(this.folder.resolve("empty")))));
		assertThat(response.headers("Content-Length")).containsExactly("0");
	}

	@Test
	void headOfAFileHasItsLength() throws IOException {
		FileInputStream stream = new FileInputStream(this.file.toFile());
		Answer response = exchange(Ask.request("HEAD", "/"), wrapping(stream));
		assertThat(response.headers("Content-Length")).containsExactly("10");
		assertThat(response.body()).isEmpty();
		await().until(() -> !stream.getChannel().isOpen());
	}

	private static Application wrapping(InputStream stream) {
		return wrapping(stream, 4);
	}

	private static Application wrapping(InputStream stream, int blockSize) {
		return (environ, start) -> {
			start.call("200 OK", List.of());
			return wrapper(environ.get(Environ.WSGI_FILE_WRAPPER)).call(stream, blockSize);
		};
	}

	private static FileWrapper wrapper(Object wrapper) {
		return (FileWrapper) wrapper;
	}

	private static final class ClosingFile extends FileInputStream {

		private final AtomicInteger closed = new AtomicInteger();

		ClosingFile(Path file) throws IOException {
			super(file.toFile());
		}

		@Override
		public void close() throws IOException {
			this.closed.incrementAndGet();
			super.close();
		}

	}

}
