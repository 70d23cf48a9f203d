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
			.get("/", (request) -> Response.view("todos", Map.of("todos", this.todos.values())))
			.get("/todos", (request) -> Response.json(this.todos.values()))
			.post("/todos", this::add)
			.get("/todos/{id}", (request) -> Response.json(find(request)))
			.name("todo")
			.delete("/todos/{id}", (request) -> Response.json(this.todos.remove(find(request).id())))
			.post("/todos/{id}/toggle", this::toggle)
			.build();
	}

	private Response add(Request request) throws IOException {
		String title = request.isJson() ? request.json(NewTodo.class).title() : request.form("title");
		Todo todo = new Todo(this.ids.incrementAndGet(), title, false);
		this.todos.put(todo.id(), todo);
		return request.isJson() ? Response.json(todo).status(201) : Response.redirect("/");
	}

	private Response toggle(Request request) {
		Todo todo = find(request);
		this.todos.put(todo.id(), new Todo(todo.id(), todo.title(), !todo.done()));
		return Response.redirect(request.pathTo("todo", "id", todo.id()));
	}

	private Todo find(Request request) {
		return Optional.ofNullable(this.todos.get(request.path("id", Long.class)))
			.orElseThrow(() -> new HttpException(404, "There is no such todo"));
	}

	record NewTodo(String title) {
	}

	record Todo(long id, String title, boolean done) {
	}

}
