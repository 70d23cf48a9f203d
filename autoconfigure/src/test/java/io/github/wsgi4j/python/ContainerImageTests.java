package io.github.wsgi4j.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.Documentation;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/container-image.md says of files: the folder for temporary ones is the only
 * one that is written to.
 */
@OnNewestJava
class ContainerImageTests {

	private static final String APPLICATION = """
			import other

			def application(environ, start_response):
			    start_response("200 OK", [("Content-Type", "text/plain")])
			    return [b"%d bytes" % len(environ["wsgi.input"].read())]
			""";

	@TempDir
	private Path application;

	@TempDir(factory = ShortPath.class)
	private Path temporary;

	@Test
	void onlyTheFolderForTemporaryFilesIsWritten() throws Exception {
		PythonPackage.assumeInterpreter();
		Files.writeString(this.application.resolve("app.py"), APPLICATION);
		Files.writeString(this.application.resolve("other.py"), "");
		Map<String, String> variables = variables();
		assertThat(variables).containsEntry("WSGI_PYTHON_APPLICATIONS_SHOP_DIRECTORY", "/app/shop")
			.containsEntry("WSGI_PYTHON_APPLICATIONS_SHOP_INTERPRETER", "/app/venv");
		String bytecode = "PYTHONDONTWRITEBYTECODE";
		String prefix = "wsgi.python.applications.shop.";
		try (ServerProcess server = new ServerProcess(List.of("-Djava.io.tmpdir=" + this.temporary),
				"wsgi.mounts.application=/java", "wsgi.mounts.shop=/", prefix + "directory=" + this.application,
				prefix + "interpreter=" + PythonServer.INTERPRETER,
				prefix + "environment-variables." + bytecode + "=" + variables.get(bytecode))) {
			assertThat(upload(server, "x".repeat(100_000))).isEqualTo("100000 bytes");
			assertThat(names(this.temporary)).anyMatch((name) -> name.startsWith("wsgi4j-"));
		}
		assertThat(names(this.application)).containsExactlyInAnyOrder("app.py", "other.py");
		assertThat(names(this.temporary)).noneMatch((name) -> name.startsWith("wsgi4j-"));
	}

	private static String upload(ServerProcess server, String body) {
		try (RawClient client = server.connect(-1)) {
			return client
				.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
				.readResponse()
				.text();
		}
	}

	private static Map<String, String> variables() {
		String dockerfile = Documentation.blocks(Documentation.DOCS.resolve("container-image.md"), "dockerfile").get(0);
		return Documentation.find("(?m)^ENV (.+)$", dockerfile)
			.map((variable) -> variable.split("=", 2))
			.collect(Collectors.toMap((variable) -> variable[0], (variable) -> variable[1]));
	}

	private static List<String> names(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	/** The path of a socket must not be long. */
	static class ShortPath implements TempDirFactory {

		@Override
		public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
				throws IOException {
			return Files.createTempDirectory(Path.of("/tmp"), "image-");
		}

	}

}
