package io.github.wsgi4j.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * The demo with Spring Boot's devtools, which start it anew in the same process when a
 * class has changed.
 */
@DisabledIfSystemProperty(named = "newest.java.tells", matches = "true", disabledReason = "the newest Java tells it")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DevtoolsRestartIT {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "jar, 1", "directory, 2" })
	void restarts(String autoConfiguration, int times) throws Exception {
		EditedDemo edited = new EditedDemo(this.directory);
		if (autoConfiguration.equals("directory")) {
			edited.unpackAutoConfiguration();
		}
		try (DemoProcess demo = new DemoProcess("-cp", edited.classPath(), DemoApplication.class.getName(),
				"--spring.devtools.restart.poll-interval=500ms", "--spring.devtools.restart.quiet-period=200ms",
				"--management.endpoints.web.exposure.include=threaddump", "--server.shutdown=immediate")) {
			assertThat(demo.get("/")).contains("Hello WSGI!");
			for (int i = 1; i <= times; i++) {
				restart(demo, edited, "Hello for the " + i + ". time!");
			}
		}
	}

	private static void restart(DemoProcess demo, EditedDemo edited, String text) throws Exception {
		try (InputStream clock = demo.send("/clock/events", HttpResponse.BodyHandlers.ofInputStream())) {
			assertThat(clock.readNBytes(8)).hasSize(8);
			List<Integer> before = ids(threads(demo));
			assertThat(before).isNotEmpty();
			edited.edit(Site.class, "Hello WSGI!", text);
			Awaitility.await()
				.atMost(DemoProcess.TIMEOUT)
				.ignoreException(IOException.class)
				.untilAsserted(() -> assertThat(demo.get("/")).as(demo::log).contains(text));
			assertThatIOException().isThrownBy(clock::readAllBytes);
			assertThat(demo.get("/shout/hello")).isEqualTo("/HELLO!\n");
			// A thread of the pool would end by itself after a minute without work.
			Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
				List<Map<String, Object>> threads = threads(demo);
				assertThat(ids(threads)).isNotEmpty().doesNotContainAnyElementsOf(before);
				assertThat(threads).extracting((thread) -> thread.get("threadName")).doesNotHaveDuplicates();
			});
		}
	}

	/**
	 * The threads that applications run on, of whatever context.
	 */
	private static List<Map<String, Object>> threads(DemoProcess demo) throws IOException, InterruptedException {
		return JsonPath.<List<Map<String, Object>>>read(demo.get("/actuator/threaddump"), "$.threads")
			.stream()
			.filter((thread) -> thread.get("threadName").toString().startsWith("wsgi-"))
			.toList();
	}

	private static List<Integer> ids(List<Map<String, Object>> threads) {
		return threads.stream().map((thread) -> (Integer) thread.get("threadId")).toList();
	}

}
