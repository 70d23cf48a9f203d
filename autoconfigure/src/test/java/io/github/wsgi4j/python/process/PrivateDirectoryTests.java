package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

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

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
