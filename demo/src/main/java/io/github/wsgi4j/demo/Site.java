package io.github.wsgi4j.demo;

import java.util.Map;
import java.util.TreeMap;

import io.github.wsgi4j.web.HttpException;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;

/**
 * The routes of the site.
 */
class Site {

	private final Notes notes;

	private final ServerPage server;

	Site(Notes notes, ServerPage server) {
		this.notes = notes;
		this.server = server;
	}

	Router router() {
		Clock clock = new Clock();
		Download download = new Download();
		NotePages pages = new NotePages(this.notes);
		return Router.builder()
			.get("/", this::home)
			.name("home")
			.get("/notes", pages::list)
			.post("/notes", pages::add)
			.get("/notes/{id}", pages::show)
			.name("note")
			.get("/notes/{id}/file", pages::file)
			.get("/clock", clock::page)
			.get("/clock/events", clock::events)
			.get("/api", (request) -> Page.of(request, "api", "JSON API", Map.of()))
			.mount("/api", new NoteApi(this.notes).router())
			.get("/download", download::page)
			.get("/download/squares.csv", download::squares)
			.get("/environ", this::environ)
			.get("/server", this.server::page)
			.get("/server/events", this.server::events)
			.error(HttpException.class, Failures::page)
			.with(NotePages.LIMITS)
			.build();
	}

	private Response home(Request request) {
		return Page.of(request, "home", "Hello WSGI!", Map.of());
	}

	/**
	 * Shows the texts of the environ; the others are objects of the server. The cookies
	 * are left out: no script may see that of the session, on this page neither.
	 */
	private Response environ(Request request) {
		Map<String, Object> texts = new TreeMap<>(request.environ());
		texts.values().removeIf((value) -> !(value instanceof String));
		texts.remove("HTTP_COOKIE");
		return Page.of(request, "environ", "Environ", Map.of("variables", texts));
	}

}
