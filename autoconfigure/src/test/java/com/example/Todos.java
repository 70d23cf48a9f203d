package com.example;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.wsgi4j.web.HttpException;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;

/**
 * The router of README.md and docs/web.md.
 */
class Todos {

	private final Map<Long, Todo> todos = new ConcurrentSkipListMap<>();

	private final AtomicLong ids = new AtomicLong();

	Router router() {
		return Router.builder()
			.get("/todos",
					(request) -> request.negotiate(Response.json(this.todos),
							Response.view("todos", Map.of("todos", this.todos))))
			.post("/todos", (request) -> save(this.ids.incrementAndGet(), request))
			.get("/todos/{id}", (request) -> found(this.todos.get(request.path("id", Long.class))))
			.name("todo")
			.post("/todos/{id}", (request) -> save(request.path("id", Long.class), request))
			.delete("/todos/{id}", (request) -> found(this.todos.remove(request.path("id", Long.class))))
			.build();
	}

	private Response save(long id, Request request) throws IOException {
		this.todos.put(id, request.isJson() ? request.json(Todo.class) : request.form(Todo.class));
		return Response.redirect(request.pathTo("todo", "id", id));
	}

	private static Response found(Todo todo) {
		return Response.json(Optional.ofNullable(todo).orElseThrow(() -> new HttpException(404)));
	}

	record Todo(String title, boolean done) {
	}

}
