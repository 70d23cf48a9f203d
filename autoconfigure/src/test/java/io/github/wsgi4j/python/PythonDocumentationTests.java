package io.github.wsgi4j.python;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.example.HelloApplication;
import io.github.wsgi4j.autoconfigure.support.Documentation;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Python of README.md and docs.
 */
class PythonDocumentationTests {

	@TempDir
	private Path directory;

	@Test
	void flaskAnswersAsTheReadmeSays() throws Exception {
		PythonPackage.assume("flask");
		Path shop = Files.createDirectory(this.directory.resolve("shop"));
		Files.writeString(shop.resolve("app.py"), Documentation.blocks(Documentation.README, "python").get(0));
		List<String> console = Documentation.blocks(Documentation.README, "console").get(1).lines().toList();
		List<String> properties = new ArrayList<>(
				Documentation.properties(Documentation.blocks(Documentation.README, "yaml").get(0)));
		assertThat(properties).contains("wsgi.python.applications.shop.directory=./shop");
		properties.add("wsgi.python.applications.shop.directory=" + shop);
		properties.add("wsgi.python.applications.shop.interpreter=" + PythonServer.INTERPRETER);
		try (TestServer server = TestServer
			.start(TestServer.application(HelloApplication.class, properties.toArray(String[]::new)))) {
			assertThat(console.get(0)).startsWith("$ curl localhost:8080/");
			assertThat(server.get(console.get(0).replaceFirst(".*:8080", "")).body()).isEqualTo(console.get(1) + "\n");
			assertThat(server.get("/world").body()).isEqualTo("Hello /world\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "python.md", "first-steps.md" })
	void aGuideBeginsWithTheExampleOfTheReadme(String page) {
		Path guide = Documentation.DOCS.resolve(page);
		for (String language : List.of("python", "yaml")) {
			assertThat(Documentation.blocks(guide, language).get(0))
				.isEqualTo(Documentation.blocks(Documentation.README, language).get(0));
		}
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void thePythonIsValid(String snippet) throws Exception {
		PythonPackage.assumeInterpreter();
		Process process = new ProcessBuilder(PythonServer.INTERPRETER, "-c",
				"import sys; compile(sys.stdin.read(), 'snippet', 'exec')")
			.redirectErrorStream(true)
			.start();
		try (OutputStream source = process.getOutputStream()) {
			source.write(snippet.getBytes(StandardCharsets.UTF_8));
		}
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

	static List<String> snippets() {
		return Documentation.blocks("python");
	}

}
