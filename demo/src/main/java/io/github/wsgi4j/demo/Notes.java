package io.github.wsgi4j.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.wsgi4j.web.HttpException;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Upload;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * The latest notes, in memory, and their files in a directory that goes with the server.
 */
class Notes implements AutoCloseable {

	private static final int MOST = 50;

	private final NavigableMap<Long, Note> notes = new ConcurrentSkipListMap<>();

	private final AtomicLong ids = new AtomicLong();

	private final Path directory = Files.createTempDirectory("wsgi-demo");

	Notes() throws IOException {
	}

	/**
	 * All notes, the latest first.
	 */
	Collection<Note> all() {
		return this.notes.descendingMap().values();
	}

	/**
	 * The note that the path of a request names.
	 * @throws HttpException with 404 if there is none
	 */
	Note get(Request request) {
		// A pattern and not a number, so that /notes/x is not found rather than
		// malformed.
		return Optional.of(request.path("id"))
			.filter((id) -> id.matches("[0-9]{1,18}"))
			.map((id) -> this.notes.get(Long.valueOf(id)))
			.orElseThrow(() -> new HttpException(404, "There is no such note"));
	}

	Note add(String author, String text, @Nullable Upload upload) throws IOException {
		long id = this.ids.incrementAndGet();
		Note.Attachment file = null;
		if (upload != null) {
			upload.saveTo(file(id));
			file = new Note.Attachment(upload.filename(), upload.size());
		}
		Note note = new Note(id, author, text, Instant.now().truncatedTo(ChronoUnit.SECONDS), file);
		this.notes.put(id, note);
		if (this.notes.remove(id - MOST) != null) {
			Files.deleteIfExists(file(id - MOST));
		}
		return note;
	}

	/**
	 * The file of a note. Its name is the note's number: the name that came with it may
	 * be anything.
	 */
	Path file(long id) {
		return this.directory.resolve(Long.toString(id));
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
