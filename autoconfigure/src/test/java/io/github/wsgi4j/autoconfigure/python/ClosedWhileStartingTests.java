package io.github.wsgi4j.autoconfigure.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A context that is closed while it waits for Python, as by the shutdown hook at a
 * SIGTERM or Ctrl-C.
 */
@OnOldestJava
@EnabledIf(value = "io.github.wsgi4j.python.PythonPackage#hasInterpreter", disabledReason = "There is no python3")
class ClosedWhileStartingTests {

	private static final String APPLICATION = """
			import pathlib, time
			pathlib.Path("importing").touch()
			time.sleep(600)
			""";

	@Test
	void theCloseDoesNotWaitForTheImport(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("app.py"), APPLICATION);
		CompletableFuture<ConfigurableApplicationContext> context = new CompletableFuture<>();
		CompletableFuture<Void> start = CompletableFuture.runAsync(
				() -> TestServer
					.start(TestServer
						.application(Nothing.class, "wsgi.python.applications.shop.directory=" + folder,
								"wsgi.python.applications.shop.callable=app:application")
						.initializers(context::complete))
					.close());
		Awaitility.await().atMost(TestServer.TIMEOUT).until(() -> Files.exists(folder.resolve("importing")));
		TestServer.get(CompletableFuture.runAsync(TestServer.get(context)::close));
		assertThatException().isThrownBy(() -> TestServer.get(start))
			.withStackTraceContaining("its start was interrupted");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Nothing {

	}

}
