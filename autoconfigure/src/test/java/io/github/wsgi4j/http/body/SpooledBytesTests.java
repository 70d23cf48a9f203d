package io.github.wsgi4j.http.body;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class SpooledBytesTests {

	@Test
	void keepsFewBytesInMemoryAndManyInAFile() throws IOException {
		try (SpooledBytes bytes = new SpooledBytes(4, ".test")) {
			bytes.write("abcd".getBytes(StandardCharsets.US_ASCII));
			assertThat(bytes.isInMemory()).isTrue();
			bytes.write('e');
			assertThat(bytes.isInMemory()).isFalse();
			assertThat(bytes.size()).isEqualTo(5);
			assertThat(bytes.stream().readAllBytes()).asString().isEqualTo("abcde");
			assertThat(bytes.stream().read()).isEqualTo('a');
		}
	}

	@Test
	void givesAPartOfWhatIsInMemoryOrInAFile(@TempDir Path folder) throws IOException {
		for (int memory : new int[] { 0, 5 }) {
			try (SpooledBytes bytes = new SpooledBytes(memory, ".test")) {
				bytes.write("abcde".getBytes(StandardCharsets.US_ASCII));
				assertThat(bytes.stream(1, 3)).hasContent("bcd");
				assertThat(bytes.stream(5, 0)).isEmpty();
				Path copy = folder.resolve("copy");
				bytes.copyTo(copy, 2, 2);
				assertThat(copy).hasContent("cd");
			}
		}
	}

	@Test
	void leavesNoFileBehindThatCannotBeOpened(@TempDir Path folder) throws IOException {
		Path path = Files.createDirectory(folder.resolve("no-file"));
		assertThatIOException().isThrownBy(() -> UnnamedFile.open(path));
		assertThat(path).doesNotExist();
	}

	@Test
	void isGoneOnceItIsClosed(@TempDir Path folder) throws IOException {
		SpooledBytes bytes = new SpooledBytes(0, ".test");
		bytes.close();
		assertThatIOException().isThrownBy(() -> bytes.write('a'));
		assertThatIOException().isThrownBy(() -> bytes.copyTo(folder.resolve("copy"), 0, 0));
	}

}
