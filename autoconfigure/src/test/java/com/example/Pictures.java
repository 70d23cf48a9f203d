package com.example;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;
import io.github.wsgi4j.web.ServerSentEvent;
import io.github.wsgi4j.web.Upload;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/**
 * The uploads, events and errors of docs/web.md.
 */
class Pictures {

	private final Path folder;

	Pictures(Path folder) {
		this.folder = folder;
	}

	Router router() {
		return Router.builder()
			.post("/pictures", this::add)
			.get("/pictures.csv", this::list)
			.get("/seconds", this::seconds)
			.get("/broken", (request) -> {
				throw new IllegalStateException("The disk is full");
			})
			.error(404, (notFound, request) -> Response.html("<h1>There is nothing here</h1>").status(404))
			.error(500, (bug, request) -> Response.html("<h1>Sorry</h1>").status(500))
			.error(IllegalStateException.class, (full, request) -> Response.text("Come back later\n").status(503))
			.build();
	}

	Response add(Request request) throws IOException {
		Upload picture = request.upload("picture");
		picture.saveTo(this.folder.resolve(UUID.randomUUID() + "-" + picture.safeFilename()));
		return Response.redirect("/pictures");
	}

	Response list(Request request) {
		return Response.write("text/csv; charset=utf-8", (stream) -> {
			Writer csv = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
			for (String name : names()) {
				csv.write(name + "\r\n");
			}
			csv.flush();
		}).download("pictures.csv");
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	Response seconds(Request request) {
		Flux<ServerSentEvent> seconds = Flux.interval(Duration.ZERO, Duration.ofSeconds(1))
			.map((second) -> ServerSentEvent.of("second " + second));
		return Response.events(JdkFlowAdapter.publisherToFlowPublisher(seconds));
	}

}
