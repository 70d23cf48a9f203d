package io.github.wsgi4j.container.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.wsgi4j.container.contract.ScriptBody.file;
import static io.github.wsgi4j.container.contract.ScriptBody.stream;
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
	void fileIsSentWithItsLengthFromItsCurrentPosition() {
		for (int position : new int[] { 0, 4 }) {
			Answer response = exchange(Ask.get("/"), answering(file(this.file, position, 4)));
			assertThat(response.headers("Content-Length")).containsExactly(Integer.toString(10 - position));
			assertThat(response.text()).isEqualTo(TEXT.substring(position));
		}
	}

	@Test
	void largeFileArrivesIntactAndIsClosed() throws IOException {
		String large = TEXT.repeat(200_000);
		Files.writeString(this.file, large);
		Script script = answering(file(this.file, 0, 4096));
		Answer response = exchange(Ask.get("/"), script);
		assertThat(response.complete()).isTrue();
		assertThat(response.text().equals(large)).isTrue();
		assertIsClosedOnce(script);
	}

	@Test
	void streamThatIsNoFileFallsBackToBlocksAndIsClosedOnce() {
		Script script = answering(stream(TEXT, 4));
		assertThat(exchange(Ask.get("/"), script).text()).isEqualTo(TEXT);
		assertIsClosedOnce(script);
	}

	@Test
	void fileIsCutAtTheContentLengthOfTheApplication() {
		Answer response = exchange(Ask.get("/"),
				breaking(answering(file(this.file, 0, 4), Header.of("Content-Length", "4"))));
		assertThat(response.text()).isEqualTo("0123");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void fileThatIsShorterThanTheContentLengthBreaksTheResponse() {
		Answer response = exchange(Ask.get("/"),
				breaking(answering(file(this.file, 0, 4), Header.of("Content-Length", "11"))));
		assertThat(response.text()).isEqualTo(TEXT);
		assertThat(response.complete()).isFalse();
	}

	@Test
	void emptyFileIsAnEmptyBody() throws IOException {
		Path empty = Files.createFile(this.folder.resolve("empty"));
		assertThat(exchange(Ask.get("/"), answering(file(empty, 0, 4))).headers("Content-Length")).containsExactly("0");
	}

	@Test
	void headOfAFileHasItsLength() {
		Script script = answering(file(this.file, 0, 4));
		Answer response = exchange(Ask.request("HEAD", "/"), script);
		assertThat(response.headers("Content-Length")).containsExactly("10");
		assertThat(response.body()).isEmpty();
		assertIsClosedOnce(script);
	}

	private void assertIsClosedOnce(Script script) {
		await().untilAsserted(() -> assertThat(script.notes()).containsExactly(ScriptBody.CLOSE));
		assertAnswers();
		assertThat(script.notes()).containsExactly(ScriptBody.CLOSE);
	}

}
