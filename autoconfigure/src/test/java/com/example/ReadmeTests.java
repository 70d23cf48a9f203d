package com.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.Documentation;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippets of README.md do what it says.
 */
@OnOldestJava
class ReadmeTests {

	@Test
	void theApplicationAnswersAsTheReadmeSays() throws Exception {
		List<String> console = Documentation.blocks(Documentation.README, "console").get(0).lines().toList();
		assertThat(console.get(0)).isEqualTo("$ curl localhost:8080/world");
		try (ReactiveWebServerApplicationContext context = start()) {
			assertThat(get(context, "/world")).isEqualTo(console.get(1) + "\n");
		}
	}

	@Test
	void theFirstStepsAreThoseOfTheReadmeForThisVersion() {
		Path page = Documentation.DOCS.resolve("first-steps.md");
		String pom = Documentation.blocks(page, "xml").get(0);
		String dependency = Documentation.blocks(Documentation.README, "xml").get(0);
		assertThat(pom.replaceAll("\\s", "")).contains(dependency.replaceAll("\\s", ""));
		assertThat(Documentation.find("<version>(.*?)</version>", pom).findFirst())
			.contains(SpringBootVersion.getVersion());
		String starter = Documentation.read(Path.of("../starter/pom.xml"));
		for (String element : List.of("groupId", "artifactId", "version")) {
			assertThat(Documentation.find("(<" + element + ">.*?</" + element + ">)", dependency)).hasSize(1)
				.allSatisfy((value) -> assertThat(starter).contains(value));
		}
		assertThat(Documentation.blocks(page, "console"))
			.isEqualTo(Documentation.blocks(Documentation.README, "console"));
	}

	@Test
	void theMiddlewareAddsItsHeader() throws Exception {
		Application wrapped = new NoSniff().wrap(new HelloApplication().hello());
		StringBuilder sent = new StringBuilder();
		wrapped.call(new HashMap<>(Map.of("PATH_INFO", "/")), (status, headers, excInfo) -> {
			headers.forEach((header) -> sent.append(header.name()).append(' '));
			return (block) -> {
			};
		});
		assertThat(sent).hasToString("Content-Type X-Content-Type-Options ");
	}

	private static ReactiveWebServerApplicationContext start() {
		return (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(HelloApplication.class)
			.web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "wsgi.validate=fail",
					"spring.autoconfigure.exclude=org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration,"
							+ "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration")
			.run();
	}

	private static String get(ReactiveWebServerApplicationContext context, String path)
			throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + context.getWebServer().getPort() + path);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

}
