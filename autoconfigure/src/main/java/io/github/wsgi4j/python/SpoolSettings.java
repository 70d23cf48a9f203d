package io.github.wsgi4j.python;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Settings of the buffers for clients that are slower than the application.
 *
 * @param memory number of bytes of a response that may stay in memory
 * @param perResponse number of bytes of a response that may wait in a file
 * @param total number of bytes of all responses together that may wait in files
 * @param directory where the files are, or {@code null} for the temporary folder
 */
public record SpoolSettings(long memory, long perResponse, long total, @Nullable Path directory) {

	public SpoolSettings {
		if (memory < 0 || perResponse < 0 || perResponse > total) {
			throw new IllegalArgumentException(
					"Invalid limits of a spool: " + memory + ", " + perResponse + ", " + total);
		}
	}

}
