package io.github.wsgi4j.web;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

import io.github.wsgi4j.http.SpooledBytes;

/**
 * A form that was read.
 *
 * @param fields its fields without the uploads
 * @param uploads its uploads
 * @param contents what the uploads hold
 */
record Form(Values fields, List<Upload> uploads, List<SpooledBytes> contents) implements Closeable {

	static final String FIELD = "form field";

	@Override
	public void close() throws IOException {
		IOException failure = null;
		for (SpooledBytes content : this.contents) {
			try {
				content.close();
			}
			catch (IOException ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
