package com.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wsgi4j.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application of docs/web.md that uses the framework, on a server.
 */
class TodosTests {

	private static final String JSON = "application/json";

	private static final String FORM = "application/x-www-form-urlencoded";

	private ReactiveWebServerApplicationContext context;

	@BeforeEach
	void start() {
		this.context = (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(Site.class)
			.web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "wsgi.validate=fail", "spring.autoconfigure.exclude="
					+ "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration,"
					+ "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration")
			.run();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void todosAreAddedToggledAndDeleted() throws Exception {
		HttpResponse<String> added = send("POST", "/todos", JSON, "{\"title\":\"Tea\"}");
		assertThat(added.statusCode()).isEqualTo(201);
		assertThat(added.body()).isEqualTo("{\"id\":1,\"title\":\"Tea\",\"done\":false}");
		HttpResponse<String> posted = send("POST", "/todos", FORM, "title=Caf%C3%A9+%3C");
		assertThat(posted.statusCode()).isEqualTo(303);
		assertThat(posted.headers().firstValue("Location")).contains("/");
		assertThat(send("GET", "/", FORM, "").body()).contains("<li>Tea</li>", "<li>Caf\u00e9 &lt;</li>");
		HttpResponse<String> toggled = send("POST", "/todos/2/toggle", FORM, "");
		assertThat(toggled.headers().firstValue("Location")).contains("/todos/2");
		assertThat(send("GET", "/todos/2", FORM, "").body()).contains("\"done\":true");
		assertThat(send("DELETE", "/todos/1", FORM, "").statusCode()).isEqualTo(200);
		assertThat(send("GET", "/todos", FORM, "").body())
			.isEqualTo("[{\"id\":2,\"title\":\"Caf\u00e9 <\",\"done\":true}]");
	}

	@Test
	void whatIsWrongIsRefused() throws Exception {
		assertThat(send("GET", "/todos/9", FORM, "").statusCode()).isEqualTo(404);
		assertThat(send("GET", "/todos/x", FORM, "").statusCode()).isEqualTo(400);
		assertThat(send("POST", "/todos", FORM, "").statusCode()).isEqualTo(400);
		assertThat(send("POST", "/todos", JSON, "{").statusCode()).isEqualTo(400);
		assertThat(send("PUT", "/todos", FORM, "").statusCode()).isEqualTo(405);
	}

	@Test
	void itsSourceOnThePageHasLessThanFortyLines() throws IOException {
		String page = Files.readString(Path.of("../docs/web.md"));
		String source = page.substring(page.indexOf("class Todos {"));
		assertThat(source.substring(0, source.indexOf("```")).lines()).hasSizeBetween(20, 39);
	}

	private HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.context.getWebServer().getPort() + path))
				.header("Content-Type", type)
				.method(method, HttpRequest.BodyPublishers.ofString(body))
				.build(), HttpResponse.BodyHandlers.ofString());
	}

	@EnableAutoConfiguration
	static class Site {

		@Bean
		Router todos() {
			return new Todos().router();
		}

	}

}
