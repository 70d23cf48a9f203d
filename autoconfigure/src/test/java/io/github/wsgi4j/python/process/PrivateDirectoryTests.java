package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@OnOldestJava
class PrivateDirectoryTests {

	@TempDir
	private Path parent;

	@Test
	void whatVanishesMeanwhileIsNoHindrance() throws IOException {
		for (int i = 0; i < 20; i++) {
			PrivateDirectory directory = PrivateDirectory.create(this.parent);
			List<Path> files = new ArrayList<>();
			for (int file = 0; file < 300; file++) {
				files.add(Files.createFile(directory.path().resolve("file" + file)));
			}
			CompletableFuture<Void> other = CompletableFuture
				.runAsync(() -> files.forEach(PrivateDirectoryTests::delete));
			directory.close();
			other.join();
			assertThat(directory.path()).doesNotExist();
		}
	}

	@Test
	void isMadeAgainWithItsLock() throws IOException {
		try (PrivateDirectory directory = PrivateDirectory.create(this.parent)) {
			FileSystemUtils.deleteRecursively(directory.path());
			directory.restore();
			assertThat(directory.path().resolve("lock")).exists();
			assertThat(Files.getPosixFilePermissions(directory.path()))
				.isEqualTo(PosixFilePermissions.fromString("rwx------"));
		}
	}

	@Test
	void isNotWhatSomebodyElseHasMadeOfItsName() throws IOException {
		Path other = Files.createDirectory(this.parent.resolve("other"));
		try (PrivateDirectory directory = PrivateDirectory.create(this.parent)) {
			FileSystemUtils.deleteRecursively(directory.path());
			Files.createSymbolicLink(directory.path(), other);
			assertThatIOException().isThrownBy(directory::restore).withMessageContaining("no longer");
			Files.delete(directory.path());
			Files.createDirectory(directory.path(),
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
			assertThatIOException().isThrownBy(directory::restore).withMessageContaining("no longer");
		}
	}

	@Test
	@Timeout(20)
	void touchesNoLeftoverThatOthersMayChange() throws Exception {
		Path mine = leftover("wsgi4j-1-1", "rwx------");
		Files.createFile(mine.resolve("lock"));
		Path theirs = leftover("wsgi4j-1-2", "rwxrwxrwx");
		Files.createFile(theirs.resolve("lock"));
		Path pipe = leftover("wsgi4j-1-3", "rwxrwxrwx").resolve("lock");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		PrivateDirectory.create(this.parent).close();
		assertThat(mine).doesNotExist();
		assertThat(theirs.resolve("lock")).exists();
	}

	@Test
	void deletesNothingThatSomebodyElseHasMadeOfItsName() throws IOException {
		PrivateDirectory directory = PrivateDirectory.create(this.parent);
		FileSystemUtils.deleteRecursively(directory.path());
		Files.createDirectory(directory.path());
		Files.setPosixFilePermissions(directory.path(), PosixFilePermissions.fromString("rwxrwxrwx"));
		Path file = Files.createFile(directory.path().resolve("file"));
		directory.close();
		assertThat(file).exists();
	}

	private Path leftover(String name, String permissions) throws IOException {
		Path directory = Files.createDirectory(this.parent.resolve(name));
		// Whatever the mask of this process is.
		return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
