package com.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
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
@OnOldestJava
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
	void todosAreAddedChangedAndDeleted() throws Exception {
		HttpResponse<String> added = send("POST", "/todos", JSON, "{\"title\":\"Tea\",\"done\":false}");
		assertThat(added.statusCode()).isEqualTo(303);
		assertThat(added.headers().firstValue("Location")).contains("/todos/1");
		HttpResponse<String> posted = send("POST", "/todos", FORM, "title=Caf%C3%A9+%3C");
		assertThat(posted.headers().firstValue("Location")).contains("/todos/2");
		assertThat(send("GET", "/todos", FORM, "", "Accept", "text/html").body()).contains("<li>Tea</li>",
				"<li>Caf\u00e9 &lt;</li>");
		assertThat(send("POST", "/todos/2", FORM, "title=Caf%C3%A9&done=on").statusCode()).isEqualTo(303);
		assertThat(send("GET", "/todos/2", FORM, "").body()).isEqualTo("{\"title\":\"Caf\u00e9\",\"done\":true}");
		assertThat(send("DELETE", "/todos/1", FORM, "").statusCode()).isEqualTo(200);
		assertThat(send("GET", "/todos", FORM, "").body()).isEqualTo("{\"2\":{\"title\":\"Caf\u00e9\",\"done\":true}}");
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
	void itsSourceOnThePageHasAtMostThirtyLines() throws IOException {
		String page = Files.readString(Path.of("../docs/web.md"));
		String source = page.substring(page.indexOf("class Todos {"));
		assertThat(source.substring(0, source.indexOf("```")).lines()).hasSizeBetween(20, 30);
	}

	private HttpResponse<String> send(String method, String path, String type, String body, String... headers)
			throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.context.getWebServer().getPort() + path))
			.header("Content-Type", type)
			.method(method, HttpRequest.BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@EnableAutoConfiguration
	static class Site {

		@Bean
		Router todos() {
			return new Todos().router();
		}

	}

}
