package io.github.wsgi4j.web;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import jakarta.validation.constraints.Min;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The framework needs the JDK and Spring's path patterns only. What is missing for more
 * it says.
 */
class WithoutLibrariesTests {

	@ParameterizedTest
	@CsvSource({ "commons-logging, Count[number=0]", "jakarta.validation-api, Count[number=0]",
			"jakarta.validation-api|hibernate-validator|jboss-logging|classmate, Jakarta Validation cannot check" })
	void whatIsMissingIsNamed(String more, String constrained) throws Exception {
		List<URL> classPath = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			if (Files.isDirectory(Path.of(entry)) || Path.of(entry)
				.getFileName()
				.toString()
				.matches("(jspecify|spring-(core|web)|commons-logging|" + more + ")-[0-9].*")) {
				classPath.add(Path.of(entry).toUri().toURL());
			}
		}
		try (URLClassLoader alone = new URLClassLoader(classPath.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			Method run = alone.loadClass(Alone.class.getName()).getDeclaredMethod("run");
			run.setAccessible(true);
			assertThat(run.invoke(null)).asInstanceOf(InstanceOfAssertFactories.list(String.class))
				.satisfiesExactly((text) -> assertThat(text).isEqualTo("7"),
						(record) -> assertThat(record).isEqualTo("Page[number=7]"),
						(count) -> assertThat(count).contains(constrained),
						(sizes) -> assertThat(sizes)
							.contains(constrained.replace("Count[number=0]", "Sizes[size=[0]]")),
						(problem) -> assertThat(problem).isEqualTo("There is nothing at this path\n"),
						(json) -> assertThat(json).contains("spring-boot-starter-jackson"),
						(again) -> assertThat(again).contains("spring-boot-starter-jackson"),
						(form) -> assertThat(form).contains("jetty-http"));
		}
	}

	record Page(int number) {
	}

	record Count(@Min(1) int number) {
	}

	record Sizes(List<@Min(1) Integer> size) {
	}

	static final class Alone {

		private Alone() {
		}

		static List<String> run() {
			WsgiClient client = WsgiClient.of(Router.builder()
				.get("/text/{id}", (request) -> Response.text(request.path("id")))
				.get("/page", (request) -> Response.text(request.query(Page.class).toString()))
				.get("/count", (request) -> Response.text(request.query(Count.class).toString()))
				.get("/sizes", (request) -> Response.text(request.query(Sizes.class).toString()))
				.get("/json", (request) -> Response.json("x"))
				.post("/form", (request) -> Response.text(request.form("x")))
				.build());
			return List.of(client.get("/text/7").send().text(), client.get("/page?number=7").send().text(),
					outcome(client.get("/count?number=0")), outcome(client.get("/sizes?size=0")),
					client.get("/none").header("Accept", "application/json").send().text(),
					failure(client.get("/json")), failure(client.get("/json")),
					failure(client.post("/form").header("Content-Type", "multipart/form-data; boundary=X")));
		}

		private static String outcome(WsgiRequest request) {
			WsgiResponse response = request.send();
			return (response.failure() != null) ? response.failure().toString() : response.text();
		}

		private static String failure(WsgiRequest request) {
			return String.valueOf(request.send().failure());
		}

	}

}
