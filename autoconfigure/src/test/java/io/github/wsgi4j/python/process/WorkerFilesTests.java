package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WorkerFilesTests {

	private static final FileAttribute<?> PRIVATE = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private Path parent;

	// Not @TempDir: java.io.tmpdir may be too long for a socket.
	@BeforeEach
	void create() throws IOException {
		this.parent = Files.createTempDirectory(Path.of("/tmp"), "files");
	}

	@AfterEach
	void delete() throws IOException {
		FileSystemUtils.deleteRecursively(this.parent);
	}

	@Test
	void listsAllFilesOfTheFolder() throws IOException, URISyntaxException {
		// By a file: the tests have a package of the folder's name.
		URL main = WorkerFiles.class.getResource(WorkerFiles.RESOURCES + "__main__.py");
		assertThat(main).isNotNull();
		Path root = Path.of(main.toURI()).getParent();
		try (Stream<Path> files = Files.walk(root)) {
			assertThat(files.map((file) -> root.relativize(file).toString()).filter((name) -> name.endsWith(".py")))
				.containsExactlyInAnyOrderElementsOf(WorkerFiles.NAMES);
		}
	}

	@Test
	void isPrivateAndHoldsTheSocket() throws IOException {
		try (WorkerFiles files = WorkerFiles.extract(List.of(this.parent), List.of())) {
			assertThat(Files.getPosixFilePermissions(files.directory()))
				.isEqualTo(PosixFilePermissions.fromString("rwx------"));
			assertThat(files.socket().getParent()).isEqualTo(files.directory());
		}
	}

	@Test
	void deletesAllAtItsClose() throws IOException {
		WorkerFiles files = WorkerFiles.extract(List.of(this.parent), List.of());
		Files.createFile(files.socket());
		Files.createDirectory(files.directory().resolve("__pycache__"));
		files.close();
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void writesAFileAgainThatIsGoneOrWasCutShort() throws IOException {
		try (WorkerFiles files = WorkerFiles.extract(List.of(this.parent), WorkerFiles.NAMES)) {
			Path program = files.directory().resolve("__main__.py");
			Path module = files.directory().resolve("wsgi4j_worker/slot.py");
			byte[] whole = Files.readAllBytes(module);
			Files.write(module, Arrays.copyOf(whole, whole.length / 2));
			Files.delete(program);
			files.directory();
			assertThat(module).hasBinaryContent(whole);
			assertThat(program).isNotEmptyFile();
		}
	}

	@Test
	void saysWhyItCannotBeWritten() throws IOException {
		try (WorkerFiles files = WorkerFiles.extract(List.of(this.parent), WorkerFiles.NAMES)) {
			FileSystemUtils.deleteRecursively(files.directory());
			FileSystemUtils.deleteRecursively(this.parent);
			Files.createFile(this.parent);
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(files::directory)
				.withMessageContaining(this.parent.toString());
		}
	}

	@Test
	void passesOverADirectoryThatIsTooLongForASocket() throws IOException {
		Path tooLong = Files.createDirectory(this.parent.resolve("x".repeat(100)));
		try (WorkerFiles files = WorkerFiles.extract(List.of(tooLong, Path.of("/tmp")), List.of())) {
			assertThat(files.directory()).hasParent(Path.of("/tmp"));
		}
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> WorkerFiles.extract(List.of(tooLong), List.of()))
			.withMessageContaining("107 bytes");
	}

	@Test
	void deletesWhatADeadJvmHasLeftBehind() throws IOException {
		Path dead = Files.createDirectory(this.parent.resolve("wsgi4j-0-1"), PRIVATE);
		Files.createFile(dead.resolve("lock"));
		// In a container all of them have the number 1.
		Path namesake = Files.createDirectory(this.parent.resolve("wsgi4j-" + ProcessHandle.current().pid() + "-1-1"),
				PRIVATE);
		Files.createFile(namesake.resolve("lock"));
		Path unlocked = Files.createDirectory(this.parent.resolve("wsgi4j-0-2"), PRIVATE);
		try (WorkerFiles mine = WorkerFiles.extract(List.of(this.parent), List.of());
				WorkerFiles other = WorkerFiles.extract(List.of(this.parent), List.of())) {
			assertThat(dead).doesNotExist();
			assertThat(namesake).doesNotExist();
			assertThat(List.of(unlocked, mine.directory(), other.directory()))
				.allSatisfy((path) -> assertThat(path).exists());
		}
	}

}
