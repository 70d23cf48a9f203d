package io.github.wsgi4j.web;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A form that was read.
 *
 * @param fields its fields without the uploads
 * @param uploads its uploads
 * @param content what the uploads hold
 */
record Form(Values fields, List<Upload> uploads, Closeable content) implements Closeable {

	static final String FIELD = "form field";

	/**
	 * A form without uploads.
	 */
	static Form of(Values fields) {
		return new Form(fields, List.of(), () -> {
		});
	}

	@Override
	public void close() throws IOException {
		this.content.close();
	}

}
