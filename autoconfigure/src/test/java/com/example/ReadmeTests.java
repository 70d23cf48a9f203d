package com.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * README.md tells the truth: its snippets stand in the sources beside this class, which
 * are compiled and, here, run.
 */
class ReadmeTests {

	private static final Path ROOT = Path.of("..");

	@Test
	void theSnippetsAreCompiled() throws IOException {
		String sources = sources();
		assertThat(blocks("java")).isNotEmpty().allSatisfy((snippet) -> assertThat(sources).contains(snippet));
	}

	@Test
	void theApplicationAnswersAsTheReadmeSays() throws Exception {
		List<String> console = blocks("console").get(0).lines().toList();
		assertThat(console.get(0)).isEqualTo("$ curl localhost:8080/world");
		try (ReactiveWebServerApplicationContext context = start()) {
			assertThat(get(context, "/world")).isEqualTo(console.get(1) + "\n");
		}
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

	@Test
	void theFilesThatItNamesAreThere() throws IOException {
		Stream<String> links = find("\\]\\((?!https?:)([^)#]+)\\)", readme());
		assertThat(links).isNotEmpty().allSatisfy((link) -> assertThat(ROOT.resolve(link)).exists());
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

	private static List<String> blocks(String language) throws IOException {
		return find("(?s)```" + language + "\\n(.*?)```", readme()).map(ReadmeTests::withoutBlanks).toList();
	}

	private static Stream<String> find(String pattern, String text) {
		return Pattern.compile(pattern).matcher(text).results().map((MatchResult result) -> result.group(1));
	}

	private static String sources() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/test/java/com/example"))) {
			StringBuilder sources = new StringBuilder();
			for (Path file : files.toList()) {
				sources.append(withoutBlanks(Files.readString(file)));
			}
			return sources.toString();
		}
	}

	private static String readme() throws IOException {
		return Files.readString(ROOT.resolve("README.md"));
	}

	private static String withoutBlanks(String text) {
		return text.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.joining("\n", "", "\n"));
	}

}
