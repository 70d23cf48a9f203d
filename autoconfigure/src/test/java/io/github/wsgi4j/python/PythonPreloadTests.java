package io.github.wsgi4j.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.python.application.PythonApplication;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Processes that a template forks, which has imported the application once.
 */
@OnOldestJava
@DisabledOnOs(OS.MAC)
class PythonPreloadTests {

	@TempDir
	private static Path folder;

	private static PythonServer server;

	@BeforeAll
	static void start() throws IOException {
		PythonPackage.assumeInterpreter();
		write("one");
		server = start("app:application");
	}

	private static PythonServer start(String callable) {
		String prefix = "wsgi.python.applications.app.";
		return PythonServer.startAll(prefix + "directory=" + folder, prefix + "interpreter=" + PythonServer.INTERPRETER,
				prefix + "callable=" + callable, prefix + "processes=2", prefix + "threads=1", prefix + "reload=on",
				prefix + "preload=true", prefix + "recycle-after-requests=1000");
	}

	@AfterAll
	static void nothingIsLeft() {
		if (server != null) {
			ProcessHandle template = template();
			List<ProcessHandle> forks = forks();
			server.close();
			assertThat(forks).noneMatch(ProcessHandle::isAlive);
			assertThat(template.isAlive()).isFalse();
		}
	}

	private static void write(String text) throws IOException {
		Files.writeString(folder.resolve("app.py"), """
				import os
				imported = os.getpid()
				def application(environ, start_response):
				    start_response("200 OK", [("Content-Type", "text/plain")])
				    return [b"%s", b" forked" if os.getppid() == imported else b" orphan"]
				""".formatted(text));
	}

	@BeforeEach
	void twoAreReady() {
		await().until(() -> forks().size() == 2 && forks().stream().allMatch((fork) -> isOf(fork, template())));
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

	private static List<ProcessHandle> forks() {
		return server.server()
			.bean(PythonApplication.class)
			.status()
			.processes()
			.stream()
			.filter((process) -> process.state().equals("READY"))
			.map((process) -> ProcessHandle.of(process.pid()))
			.flatMap(Optional::stream)
			.toList();
	}

	private static ProcessHandle template() {
		return forks().get(0).parent().orElseThrow();
	}

	private static boolean isOf(ProcessHandle fork, ProcessHandle template) {
		return fork.parent().equals(Optional.of(template));
	}

	@Test
	void bothAreForkedFromOne() {
		assertThat(isOf(template(), ProcessHandle.current())).isTrue();
		assertThat(server.get("/").text()).endsWith(" forked");
	}

	@Test
	void aProcessThatDiesIsForkedAgain() {
		ProcessHandle template = template();
		ProcessHandle died = forks().get(0);
		died.destroyForcibly();
		await().until(() -> forks().size() == 2 && !forks().contains(died));
		assertThat(forks()).allMatch((fork) -> isOf(fork, template));
	}

	@Test
	void reloadingImportsAnew() {
		ProcessHandle before = template();
		assertThat(server.server().bean(PythonApplication.class).reload()).succeedsWithin(Duration.ofSeconds(30));
		ProcessHandle template = template();
		assertThat(template).isNotEqualTo(before);
		assertThat(forks()).hasSize(2).allMatch((fork) -> isOf(fork, template));
		await().until(() -> !before.isAlive());
	}

	@Test
	void aChangedFileIsImportedOnce() throws IOException {
		Files.writeString(folder.resolve("app.py"), "import not_there\n");
		assertThat(server.server().bean(PythonApplication.class).reload()).failsWithin(Duration.ofSeconds(30))
			.withThrowableOfType(ExecutionException.class)
			.withMessageContaining("not_there");
		assertThat(server.get("/").text()).endsWith(" forked");
		write("two");
		await().untilAsserted(() -> {
			assertThat(server.get("/").text()).isEqualTo("two forked");
			assertThat(forks()).hasSize(2).allMatch((fork) -> isOf(fork, template()));
		});
	}

	@Test
	void aTemplateThatDiesIsReplacedBehindTheRequests() {
		ProcessHandle before = template();
		before.destroyForcibly();
		await().until(() -> {
			assertThat(server.get("/").status()).isEqualTo(200);
			return forks().size() == 2 && isOf(template(), ProcessHandle.current()) && !template().equals(before)
					&& isOf(forks().get(1), template());
		});
	}

	@Test
	void threadsOfTheImportAreRefused() throws IOException {
		Files.writeString(folder.resolve("threads.py"), """
				import threading, time
				threading.Thread(target=time.sleep, args=(60,), name="poller", daemon=True).start()
				application = print
				""");
		assertThatThrownBy(() -> start("threads:application").close())
			.hasStackTraceContaining("The import started threads, which do not survive a fork: poller");
	}

}
