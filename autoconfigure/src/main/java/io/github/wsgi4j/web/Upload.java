package io.github.wsgi4j.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

import io.github.wsgi4j.http.SpooledBytes;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a form. It is there until the body of the response is closed.
 */
public final class Upload {

	private final String name;

	private final String filename;

	private final @Nullable String contentType;

	private final SpooledBytes content;

	Upload(String name, String filename, @Nullable String contentType, SpooledBytes content) {
		this.name = name;
		this.filename = filename;
		this.contentType = contentType;
		this.content = content;
	}

	/**
	 * The name of the form's field.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The name that the client gives the file, without the folders that some clients put
	 * before it. It is the client's choice, and no name to store the file by.
	 * @return the name, empty if no file was chosen
	 */
	public String filename() {
		return this.filename;
	}

	/**
	 * The type that the client says the file is of.
	 * @return the type, if there is one
	 */
	public Optional<String> contentType() {
		return Optional.ofNullable(this.contentType);
	}

	/**
	 * How large the file is.
	 * @return the number of bytes
	 */
	public long size() {
		return this.content.size();
	}

	/**
	 * Whether the file is in memory, and not in a temporary file.
	 * @return whether it is
	 */
	public boolean isInMemory() {
		return this.content.isInMemory();
	}

	/**
	 * Reads the file from its beginning.
	 * @return a stream, independent of others
	 */
	public InputStream stream() {
		return this.content.stream();
	}

	/**
	 * Copies the file to where it stays.
	 * @param target the path, whose file is replaced if there is one
	 * @throws IOException if it cannot be written, or the request is over
	 */
	public void saveTo(Path target) throws IOException {
		this.content.copyTo(target);
	}

	@Override
	public String toString() {
		return this.name + ": " + size() + " bytes";
	}

}
