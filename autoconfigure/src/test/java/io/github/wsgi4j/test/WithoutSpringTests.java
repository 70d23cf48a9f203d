package io.github.wsgi4j.test;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.recording.Recorder;
import io.github.wsgi4j.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The client, the recorder and the replay need the JDK and the interface only.
 */
class WithoutSpringTests {

	@Test
	void clientAndRecorderRunOnTheJdkAlone(@TempDir Path folder) throws Exception {
		List<URL> classes = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			if (Files.isDirectory(Path.of(entry)) || entry.contains("jspecify")) {
				classes.add(Path.of(entry).toUri().toURL());
			}
		}
		try (URLClassLoader alone = new URLClassLoader(classes.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			assertThatExceptionOfType(ClassNotFoundException.class)
				.isThrownBy(() -> alone.loadClass("org.springframework.core.SpringVersion"));
			Method run = alone.loadClass(Alone.class.getName()).getDeclaredMethod("run", Path.class);
			run.setAccessible(true);
			assertThat(run.invoke(null, folder)).isEqualTo("text/plain; charset=utf-8 5 hello []");
		}
	}

	static final class Alone {

		private Alone() {
		}

		static String run(Path folder) throws Exception {
			WsgiResponse response = WsgiClient.of(Alone::echo)
				.with(Recorder.into(folder))
				.post("/")
				.text("hello")
				.send();
			try (var files = Files.list(folder)) {
				Recording recording = Recording.read(files.findFirst().orElseThrow());
				return response.text() + " " + WsgiClient.of(Alone::echo).replay(recording).differences();
			}
		}

		private static Iterable<byte[]> echo(Map<String, Object> environ, StartResponse start) throws Exception {
			byte[] body = Environ.input(environ).readAllBytes();
			start.call("200 OK", List.of());
			return Body.text(environ.get("CONTENT_TYPE") + " " + environ.get("CONTENT_LENGTH") + " "
					+ new String(body, StandardCharsets.UTF_8));
		}

	}

}
