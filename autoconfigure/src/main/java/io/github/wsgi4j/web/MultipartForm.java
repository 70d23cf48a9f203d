package io.github.wsgi4j.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.http.body.SpooledBytes;
import org.jspecify.annotations.Nullable;

/**
 * A multipart form: its fields are in memory, its uploads in memory or in a temporary
 * file.
 */
public final class MultipartForm {

	private final Limits limits;

	private final Map<String, List<String>> fields = new LinkedHashMap<>();

	private final List<Upload> uploads = new ArrayList<>();

	// Of all uploads, since many small ones take as much memory as a large one, and each
	// large one would take a file.
	private final SpooledBytes content;

	private long fieldBytes;

	private int parts;

	private MultipartForm(Limits limits) {
		this.limits = limits;
		this.content = new SpooledBytes(limits.memoryBytes(), ".upload");
	}

	/**
	 * Finds a field of a form, and reads no more of the form than that takes.
	 * @param contentType the {@code Content-Type} of the form, with its boundary
	 * @param form the form, which may be malformed or cut off
	 * @param name the name of the field
	 * @return the value of the first field of the name, or {@code null} if there is no
	 * complete one
	 */
	public static @Nullable String first(String contentType, InputStream form, String name) {
		List<String> found = new ArrayList<>(1);
		MultipartParser[] parser = new MultipartParser[1];
		try {
			parser[0] = new MultipartParser(contentType, (head) -> {
				boolean wanted = head.filename() == null && head.name().equals(name);
				ByteArrayOutputStream field = new ByteArrayOutputStream();
				return new Content(wanted ? field : OutputStream.nullOutputStream(), Long.MAX_VALUE, "The form", () -> {
					if (wanted) {
						found.add(text(field, head));
						parser[0].stop();
					}
				});
			});
			parser[0].parse(form);
		}
		catch (IOException | IllegalArgumentException | HttpException ex) {
			// For the application to refuse.
		}
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * Reads a form.
	 * @throws HttpException if it is malformed or beyond a limit
	 * @throws IOException if the body cannot be read
	 */
	static Form read(String contentType, InputStream body, Limits limits) throws IOException {
		MultipartForm form = new MultipartForm(limits);
		boolean complete = false;
		try {
			new MultipartParser(contentType, form::open)
				.parse(HttpException.limit(body, limits.multipartBytes(), "The form"));
			complete = true;
		}
		catch (IllegalArgumentException ex) {
			throw new HttpException(400, "The form is malformed", List.of(), ex);
		}
		finally {
			if (!complete) {
				form.form().close();
			}
		}
		return form.form();
	}

	private Form form() {
		return new Form(Values.of(Form.FIELD, this.fields), List.copyOf(this.uploads), this.content);
	}

	private Content open(PartHead head) {
		if (++this.parts > this.limits.parameters()) {
			throw new HttpException(413, "The form has more than " + this.limits.parameters() + " parts");
		}
		String filename = head.filename();
		if (filename != null) {
			long begin = this.content.size();
			return new Content(this.content, this.limits.uploadBytes(), "The upload", () -> this.uploads
				.add(new Upload(head, filename, this.content, begin, this.content.size() - begin)));
		}
		ByteArrayOutputStream field = new ByteArrayOutputStream();
		return new Content(field, this.limits.formBytes() - this.fieldBytes, "The form without its uploads", () -> {
			this.fieldBytes += field.size();
			this.fields.computeIfAbsent(head.name(), (name) -> new ArrayList<>(1)).add(text(field, head));
		});
	}

	private static String text(ByteArrayOutputStream field, PartHead head) {
		return Decoding.text(field.toByteArray(), head.charset(), Form.FIELD);
	}

	/** Takes the content of one part, up to a limit. */
	private static final class Content implements MultipartParser.PartContent {

		private final OutputStream target;

		private final String what;

		private final Runnable whenComplete;

		private long left;

		Content(OutputStream target, long limit, String what, Runnable whenComplete) {
			this.target = target;
			this.left = limit;
			this.what = what;
			this.whenComplete = whenComplete;
		}

		@Override
		public void add(byte[] bytes) throws IOException {
			this.left -= bytes.length;
			if (this.left < 0) {
				throw HttpException.tooLarge(this.what);
			}
			this.target.write(bytes);
		}

		@Override
		public void end() {
			this.whenComplete.run();
		}

	}

}
