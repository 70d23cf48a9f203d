package io.github.wsgi4j.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.python.application.PythonApplication;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What becomes of requests and processes when one of them fails, or is replaced.
 */
@OnOldestJava
@ExtendWith(OutputCaptureExtension.class)
class PythonSupervisionTests {

	@TempDir
	private Path folder;

	private static PythonServer start(String... properties) {
		PythonPackage.assumeInterpreter();
		return PythonServer.start("twin",
				Stream.concat(Stream.of("python.callable=twin:application"), Stream.of(properties))
					.toArray(String[]::new));
	}

	private static long pid(PythonServer server) {
		return Long.parseLong(server.get("/pid").text());
	}

	@Test
	void aProcessThatDiesTakesItsOwnRequestAloneAndIsReplaced() {
		try (PythonServer server = start("python.processes=2", "python.threads=1")) {
			CompletableFuture<RawResponse> other = CompletableFuture.supplyAsync(() -> server.get("/sleeps?1"));
			RawResponse died = server.get("/dies");
			assertThat(died.status()).isEqualTo(502);
			assertThat(other.join().text()).isEqualTo("slept");
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(server.server().bean(PythonApplication.class).status().processes()).hasSize(2)
							.allMatch((process) -> process.state().equals("READY")));
			assertThat(server.get("/hello").text()).isEqualTo("Hello, world");
		}
	}

	@Test
	void aRequestWaitsForTheReplacementOfTheOnlyProcess(CapturedOutput output) {
		try (PythonServer server = start("python.processes=1", "python.threads=1")) {
			assertThat(server.get("/dies").status()).isEqualTo(502);
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).containsPattern("WARN.*GET /dies: the application '.*' "
						+ "gave no response: 502 BAD_GATEWAY \"The process of the application ended"));
			assertThat(server.get("/hello").text()).isEqualTo("Hello, world");
		}
	}

	@Test
	void aRequestThatAProcessDiedWithoutReadingRunsOnAnother() throws IOException, InterruptedException {
		try (PythonServer server = start("python.processes=1", "python.threads=1")) {
			ProcessHandle before = ProcessHandle.of(pid(server)).orElseThrow();
			assertThat(new ProcessBuilder("kill", "-STOP", "" + before.pid()).start().waitFor()).isZero();
			CompletableFuture<RawResponse> response = CompletableFuture.supplyAsync(() -> server.get("/hello"));
			PythonApplication application = server.server().bean(PythonApplication.class);
			Awaitility.await().until(() -> application.busyThreads() == 1);
			before.destroyForcibly();
			assertThat(response.join().text()).isEqualTo("Hello, world");
		}
	}

	/**
	 * On two processors, the common pool of Java 25 has one thread, for anything that an
	 * application does in it.
	 */
	@Test
	void aProcessIsReplacedAndStoppedThoughTheCommonPoolIsBusy() throws InterruptedException {
		CountDownLatch over = new CountDownLatch(1);
		try (PythonServer server = start("python.processes=1", "python.threads=1")) {
			try {
				occupyCommonPool(over);
				long before = pid(server);
				assertThat(server.get("/dies").status()).isEqualTo(502);
				Awaitility.await().untilAsserted(() -> assertThat(pid(server)).isNotEqualTo(before));
				assertThat(CompletableFuture.runAsync(server::close, (task) -> new Thread(task, "stop").start()))
					.succeedsWithin(Duration.ofSeconds(10));
			}
			finally {
				over.countDown();
			}
		}
	}

	private static void occupyCommonPool(CountDownLatch over) throws InterruptedException {
		int threads = ForkJoinPool.getCommonPoolParallelism();
		CountDownLatch busy = new CountDownLatch(threads);
		for (int i = 0; i < threads; i++) {
			ForkJoinPool.commonPool().execute(() -> {
				busy.countDown();
				try {
					over.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			});
		}
		busy.await();
	}

	@Test
	void aRequestThatAProcessHasNotReadInTimeDoesNotRunOnAnother() throws IOException, InterruptedException {
		try (PythonServer server = start("python.processes=1", "python.threads=1", "python.request-timeout=300ms",
				"python.interrupt-grace=300ms")) {
			long before = pid(server);
			assertThat(new ProcessBuilder("kill", "-STOP", "" + before).start().waitFor()).isZero();
			assertThat(server.get("/hello").status()).isEqualTo(504);
			Awaitility.await().untilAsserted(() -> assertThat(server.get("/hello").text()).isEqualTo("Hello, world"));
		}
	}

	/** A cleaner of temporary files may take the socket, too. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aProcessIsReplacedWhoseSocketHasBeenDeleted(boolean preload) throws IOException {
		try (PythonServer server = start("python.processes=1", "python.threads=1", "python.preload=" + preload)) {
			ProcessHandle process = ProcessHandle.of(pid(server)).orElseThrow();
			String[] command = process.info().arguments().orElseThrow();
			FileSystemUtils.deleteRecursively(Path.of(command[command.length - 1]));
			process.destroyForcibly();
			Awaitility.await().untilAsserted(() -> assertThat(server.get("/hello").text()).isEqualTo("Hello, world"));
		}
	}

	@Test
	void aRequestThatTakesTooLongIsInterrupted(CapturedOutput output) {
		try (PythonServer server = start("python.processes=1", "python.threads=1", "python.request-timeout=300ms")) {
			long before = pid(server);
			assertThat(server.get("/sleeps?60").status()).isEqualTo(504);
			assertThat(pid(server)).isEqualTo(before);
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).containsPattern("WARN.*wsgi\\.python\\..*"
						+ "GET /sleeps: The request was interrupted because it did not end in time\\nTraceback"));
		}
	}

	@Test
	void aRequestWithoutAResponseInTimeIsInterrupted() {
		try (PythonServer server = start("python.processes=1", "python.threads=1", "wsgi.limits.response-timeout=2s")) {
			long before = pid(server);
			assertThat(server.get("/sleeps?60").status()).isEqualTo(504);
			assertThat(pid(server)).isEqualTo(before);
		}
	}

	@Test
	void aProcessThatDoesNotObeyIsReplaced() {
		try (PythonServer server = start("python.processes=1", "python.threads=1", "python.request-timeout=300ms",
				"python.interrupt-grace=300ms")) {
			long before = pid(server);
			assertThat(server.get("/stubborn?60").status()).isIn(502, 504);
			assertThat(pid(server)).isNotEqualTo(before);
			Awaitility.await()
				.untilAsserted(() -> assertThat(ProcessHandle.of(before).filter(ProcessHandle::isAlive)).isEmpty());
		}
	}

	@Test
	void aClientThatLeavesEndsNoProcess() {
		try (PythonServer server = start("python.processes=1", "python.threads=1")) {
			long before = pid(server);
			try (RawClient client = server.connect()) {
				client.send("GET /sleeps?1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
			}
			assertThat(pid(server)).isEqualTo(before);
		}
	}

	@Test
	void reloadingLosesNoRequest() {
		try (PythonServer server = start("python.processes=2", "python.threads=2")) {
			CompletableFuture<Void> reload = server.server().bean(PythonApplication.class).reload();
			List<Integer> statuses = new ArrayList<>();
			while (!reload.isDone()) {
				statuses.add(server.get("/hello").status());
			}
			assertThat(reload).isCompleted();
			assertThat(statuses).isNotEmpty().containsOnly(200);
			assertThat(server.get("/hello").status()).isEqualTo(200);
		}
	}

	@Test
	void aChangedFileIsLoaded(CapturedOutput output) throws IOException {
		Path file = application("one");
		try (PythonServer server = PythonServer.startAll("wsgi.python.applications.app.directory=" + this.folder,
				"wsgi.python.applications.app.interpreter=" + PythonServer.INTERPRETER,
				"wsgi.python.applications.app.callable=app:application", "wsgi.python.applications.app.processes=2",
				"wsgi.python.applications.app.reload=on")) {
			assertThat(server.get("/").text()).isEqualTo("one");
			application("two");
			await().untilAsserted(() -> assertThat(server.get("/").text()).isEqualTo("two"));
			// Of both processes: one that is not replaced yet would keep its code.
			await().untilAsserted(() -> assertThat(output.getAll().split("is ready and replaces", -1)).hasSize(3));
			Files.writeString(file, "import not_there\n");
			await().untilAsserted(() -> assertThat(output.getAll()).contains("No module named 'not_there'"));
			assertThat(server.get("/").text()).isEqualTo("two");
			application("three");
			await().untilAsserted(() -> assertThat(server.get("/").text()).isEqualTo("three"));
		}
	}

	@Test
	void whatIsLoggedSteersNoTerminal(CapturedOutput output) throws IOException {
		Files.writeString(this.folder.resolve("app.py"), """
				import logging

				def application(environ, start_response):
				    path = environ["PATH_INFO"]
				    print("printed " + path)
				    print("written " + path, file=environ["wsgi.errors"])
				    logging.error("logged\t%s", path)
				    raise ValueError("raised " + path)
				""");
		try (PythonServer server = PythonServer.startAll("wsgi.python.applications.app.directory=" + this.folder,
				"wsgi.python.applications.app.interpreter=" + PythonServer.INTERPRETER,
				"wsgi.python.applications.app.callable=app:application")) {
			assertThat(server.get("/%1B%5B31mred%0Dx").status()).isEqualTo(500);
			await().untilAsserted(() -> assertThat(output.getAll()).contains("printed / [31mred x",
					"written / [31mred x", "logged\t/ [31mred x", "ValueError: raised / [31mred x"));
			assertThat(output.getAll()).doesNotContain("\u001b", "\r");
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

	private Path application(String text) throws IOException {
		return Files.writeString(this.folder.resolve("app.py"), """
				def application(environ, start_response):
				    start_response("200 OK", [("Content-Type", "text/plain")])
				    return [b"%s"]
				""".formatted(text));
	}

	@Test
	void recyclingLosesNoRequest() {
		try (PythonServer server = start("python.processes=1", "python.threads=1",
				"python.recycle-after-requests=20")) {
			long first = pid(server);
			Awaitility.await().untilAsserted(() -> {
				assertThat(server.get("/hello").status()).isEqualTo(200);
				assertThat(pid(server)).isNotEqualTo(first);
			});
		}
	}

	@Test
	void aProcessThatHasGrownIsReplaced() {
		// Any process of Python is larger than that.
		try (PythonServer server = start("python.processes=1", "python.threads=1", "python.max-memory=1MB")) {
			long first = pid(server);
			Awaitility.await().untilAsserted(() -> assertThat(pid(server)).isNotEqualTo(first));
		}
	}

	@Test
	void aProcessThatHasAnsweredNothingHasNotGrown() {
		try (PythonServer server = start("python.processes=1", "python.threads=1", "python.max-memory=1MB")) {
			PythonApplication application = server.server().bean(PythonApplication.class);
			long first = application.status().processes().get(0).pid();
			Awaitility.await()
				.during(Duration.ofSeconds(5))
				.until(() -> application.status().processes().stream().allMatch((process) -> process.pid() == first));
		}
	}

	@Test
	void anApplicationThatIsBrokenNowIsNotReloaded() throws IOException {
		Path file = this.folder.resolve("app.py");
		Files.writeString(file, "from wsgiref.simple_server import demo_app as application\n");
		try (PythonServer server = start("python.directory=" + this.folder, "python.callable=app:application",
				"python.recycle-after-requests=3")) {
			assertThat(server.get("/").status()).isEqualTo(200);
			Files.writeString(file, "import nothing_of_that_name\n");
			CompletableFuture<Void> reload = server.server().bean(PythonApplication.class).reload();
			assertThat(reload).failsWithin(Duration.ofSeconds(20))
				.withThrowableOfType(ExecutionException.class)
				.withMessageContaining("nothing_of_that_name");
			for (int i = 0; i < 20; i++) {
				assertThat(server.get("/").status()).isEqualTo(200);
			}
		}
	}

	@Test
	void anOptionalApplicationThatIsNotThereIsAnswered503() {
		try (PythonServer server = start("python.startup=optional", "python.interpreter=/nowhere/python")) {
			RawResponse response = server.get("/hello");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.headers("Retry-After")).containsExactly("1");
		}
	}

	@Test
	void aRequiredApplicationThatCannotBeImportedStopsTheStart() {
		assertThatThrownBy(() -> start("python.callable=broken:application").close())
			.hasStackTraceContaining("ModuleNotFoundError: No module named 'broken'");
	}

	@Test
	void nothingIsLeftBehind() throws IOException {
		Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
		List<Path> before = folders(temporary);
		long pid;
		try (PythonServer server = start("python.processes=1", "python.threads=1")) {
			pid = pid(server);
			assertThat(folders(temporary)).hasSize(before.size() + 1);
		}
		assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
		assertThat(folders(temporary)).isEqualTo(before);
	}

	private static List<Path> folders(Path temporary) throws IOException {
		// A start deletes those of JVMs that were killed.
		String mine = "wsgi4j-" + ProcessHandle.current().pid() + "-";
		try (Stream<Path> files = Files.list(temporary)) {
			return files.filter((file) -> file.getFileName().toString().startsWith(mine)).sorted().toList();
		}
	}

}
