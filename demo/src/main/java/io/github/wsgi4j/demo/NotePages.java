package io.github.wsgi4j.demo;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.github.wsgi4j.middleware.security.Csrf;
import io.github.wsgi4j.web.HttpException;
import io.github.wsgi4j.web.Limits;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Upload;
import org.jspecify.annotations.Nullable;

/**
 * The pages of the notes, and the form that adds one.
 */
class NotePages {

	private static final int LARGEST_FILE = 1024 * 1024;

	private static final int LONGEST_TEXT = 1000;

	private static final int LONGEST_AUTHOR = 80;

	/** Limits of what the form may send: one file, and a little text beside it. */
	static final Limits LIMITS = Limits.defaults()
		.withForm(20, 16 * 1024)
		.withUploads(LARGEST_FILE, 2 * LARGEST_FILE, 64 * 1024);

	private final Notes notes;

	NotePages(Notes notes) {
		this.notes = notes;
	}

	Response list(Request request) {
		return list(request, null);
	}

	private Response list(Request request, @Nullable String mistake) {
		Map<String, Object> model = new HashMap<>(Map.of("notes", this.notes.all(), "longestText", LONGEST_TEXT,
				"longestAuthor", LONGEST_AUTHOR, "largestFile", LARGEST_FILE));
		model.put("token", Csrf.token(request.environ()));
		model.put("mistake", mistake);
		// Its token is for one client alone.
		return Page.of(request, "notes", "Notes", model).cacheControl("no-store");
	}

	/**
	 * Leads to the new note, so that a reload does not send the form again; shows the
	 * form and what is wrong if it cannot be taken.
	 */
	Response add(Request request) throws IOException {
		try {
			String author = limited(request, "author", LONGEST_AUTHOR);
			String text = limited(request, "text", LONGEST_TEXT);
			if (text.isEmpty()) {
				throw new HttpException(400, "A note needs a text.");
			}
			Note note = this.notes.add(author.isEmpty() ? "Somebody" : author, text, chosenFile(request));
			return Response.redirect(request.pathTo("note", "id", note.id()));
		}
		catch (HttpException ex) {
			String mistake = (ex.status() == 413) ? "This is too large: a file may have at most 1 MB."
					: Failures.message(ex);
			return list(request, mistake).status(ex.status());
		}
	}

	Response show(Request request) {
		Note note = this.notes.get(request);
		return Page.of(request, "note", "Note " + note.id(), Map.of("note", note));
	}

	Response file(Request request) {
		Note note = this.notes.get(request);
		if (note.file() == null) {
			throw new HttpException(404, "This note has no file");
		}
		// Always stored, never shown: what others have sent must not run as a page of the
		// site.
		return Response.file(this.notes.file(note.id())).type("application/octet-stream").download(note.file().name());
	}

	private static String limited(Request request, String name, int most) throws IOException {
		String text = request.form(name).strip();
		if (text.length() > most) {
			throw new HttpException(400, "The " + name + " has more than " + most + " characters.");
		}
		return text;
	}

	private static @Nullable Upload chosenFile(Request request) throws IOException {
		// A browser sends a file without a name if none was chosen.
		return request.uploads().stream().filter((upload) -> !upload.filename().isEmpty()).findFirst().orElse(null);
	}

}
