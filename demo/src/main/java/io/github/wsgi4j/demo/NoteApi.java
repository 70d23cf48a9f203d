package io.github.wsgi4j.demo;

import io.github.wsgi4j.web.HttpException;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;

/**
 * The notes as JSON. A router of its own, so that its errors are JSON too.
 */
class NoteApi {

	private final Notes notes;

	NoteApi(Notes notes) {
		this.notes = notes;
	}

	Router router() {
		return Router.builder()
			.get("/notes", (request) -> Response.json(this.notes.all()))
			.get("/notes/{id}", (request) -> Response.json(this.notes.get(request)))
			.error(HttpException.class, Failures::json)
			.build();
	}

}
