package io.github.wsgi4j;

import java.io.IOException;
import java.io.InputStream;

/**
 * Turns an open file into a body that the server may send in the most direct way it
 * knows: the value of {@code wsgi.file_wrapper}.
 *
 * @see <a href=
 * "https://peps.python.org/pep-3333/#optional-platform-specific-file-handling">PEP 3333,
 * Optional Platform-Specific File Handling</a>
 */
@FunctionalInterface
public interface FileWrapper {

	/**
	 * Wraps a file from its current position to its end.
	 * @param file the file; it is closed with the body
	 * @param blockSize the bytes of a block, where the file is sent in blocks
	 * @return the body
	 * @throws IOException if the file cannot be read
	 */
	Iterable<byte[]> call(InputStream file, int blockSize) throws IOException;

}
