package io.github.wsgi4j.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.wsgi4j.http.body.SpooledBytes;

/**
 * A file that was uploaded with a form. It is available until the body of the response is
 * closed.
 */
public final class Upload {

	/** Shorter than any file system has it, in any script. */
	private static final int LONGEST_NAME = 60;

	/** Not tried again from the middle, which would take quadratic time. */
	private static final String TAIL = "(?<![._])[._]+$";

	private static final Pattern DEVICE = Pattern
		.compile("(?i)(con|prn|aux|nul|(com|lpt)[\\d\u00b9\u00b2\u00b3])(\\..*)?");

	private final PartHead head;

	private final String filename;

	private final SpooledBytes content;

	private final long begin;

	private final long size;

	/**
	 * Creates an upload.
	 * @param content what all uploads of the form hold
	 * @param begin where that of this upload begins
	 */
	Upload(PartHead head, String filename, SpooledBytes content, long begin, long size) {
		this.head = head;
		this.filename = filename;
		this.content = content;
		this.begin = begin;
		this.size = size;
	}

	/**
	 * The name of the form's field.
	 * @return the name
	 */
	public String name() {
		return this.head.name();
	}

	/**
	 * The client's name of the file, without the folders that some clients put before it.
	 * The client can choose any name, so do not store the file by it.
	 * @return the name, empty if the client gave none
	 */
	public String filename() {
		return this.filename;
	}

	/**
	 * The client's name of the file, reduced to one that any file system accepts: letters
	 * and digits of all scripts, dots, hyphens and underscores, neither hidden nor the
	 * name of a device, with at most 60 characters. Two files may have the same name.
	 * @return the name, or {@code upload} if nothing of it is left
	 */
	public String safeFilename() {
		String plain = Normalizer.normalize(this.filename, Normalizer.Form.NFC)
			.replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "_")
			.replaceAll("^[._]+|" + TAIL, "");
		String safe = DEVICE.matcher(plain).matches() ? "_" + plain : plain;
		int[] points = safe.codePoints().toArray();
		if (points.length > LONGEST_NAME) {
			int dot = safe.codePointCount(0, Math.max(safe.lastIndexOf('.'), 0));
			int kept = (points.length - dot < LONGEST_NAME / 2) ? points.length - dot : 0;
			safe = new String(points, 0, LONGEST_NAME - kept) + new String(points, points.length - kept, kept);
			// Windows would leave out a dot at the end.
			safe = safe.replaceAll(TAIL, "");
		}
		return safe.isEmpty() ? "upload" : safe;
	}

	/**
	 * The type of the file, as the client declares it.
	 * @return the type, if there is one
	 */
	public Optional<String> contentType() {
		return Optional.ofNullable(this.head.contentType());
	}

	/**
	 * The size of the file.
	 * @return the number of bytes
	 */
	public long size() {
		return this.size;
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
		return this.content.stream(this.begin, this.size);
	}

	/**
	 * The file as bytes, all of them in memory.
	 * @return the bytes
	 * @throws IOException if they cannot be read, or the request is over
	 */
	public byte[] bytes() throws IOException {
		try (InputStream stream = stream()) {
			return stream.readAllBytes();
		}
	}

	/**
	 * The file as text, in the charset of its type or UTF-8.
	 * @return the text
	 * @throws HttpException with 415 if there is no such charset, 400 if the bytes are
	 * malformed
	 * @throws IOException if they cannot be read, or the request is over
	 */
	public String text() throws IOException {
		return Decoding.text(bytes(), this.head.charset(), "upload");
	}

	boolean isChosen() {
		return !this.filename.isEmpty() || size() > 0;
	}

	/**
	 * Copies the file to a permanent place.
	 * @param target the path; an existing file is replaced
	 * @throws IOException if it cannot be written, or the request is over
	 */
	public void saveTo(Path target) throws IOException {
		this.content.copyTo(target, this.begin, this.size);
	}

	@Override
	public String toString() {
		return name() + ": " + size() + " bytes";
	}

}
