package io.github.wsgi4j.http.body;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Temporary files that are gone once they are closed, and have no name from the beginning
 * where the system lets an open file have none.
 */
public final class UnnamedFile {

	private UnnamedFile() {
	}

	/**
	 * Creates a file that can be read and written.
	 * @param directory where, or {@code null} for the temporary folder
	 */
	public static FileChannel create(@Nullable Path directory, String suffix) throws IOException {
		return open((directory != null) ? Files.createTempFile(directory, "wsgi-", suffix)
				: Files.createTempFile("wsgi-", suffix));
	}

	/**
	 * Opens a file that has no name afterwards, or is gone if that fails.
	 */
	static FileChannel open(Path path) throws IOException {
		try {
			return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
					StandardOpenOption.DELETE_ON_CLOSE);
		}
		catch (IOException | RuntimeException | Error ex) {
			Files.deleteIfExists(path);
			throw ex;
		}
	}

}
