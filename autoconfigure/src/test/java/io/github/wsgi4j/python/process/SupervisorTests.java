package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.PythonStartException.Reason;
import io.github.wsgi4j.python.PythonStatus;
import io.github.wsgi4j.python.WorkerDescription;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hamcrest.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@OnOldestJava
@EnabledIf(value = "io.github.wsgi4j.python.PythonPackage#hasInterpreter", disabledReason = "There is no python3")
@ExtendWith(OutputCaptureExtension.class)
class SupervisorTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final String SLEEPING = "import os, time; os.setsid(); time.sleep(600)";

	@TempDir
	Path directory;

	private final List<String> slots = new CopyOnWriteArrayList<>();

	private @Nullable Supervisor supervisor;

	private static ConditionFactory await() {
		return Awaitility.await().atMost(SOON);
	}

	@AfterEach
	void stop() {
		if (this.supervisor != null) {
			this.supervisor.stop(Duration.ZERO);
			assertThat(this.supervisor.status().processes()).isEmpty();
		}
	}

	@Test
	void isReadyWhenAllProcessesOfARequiredApplicationAre() throws IOException {
		Supervisor started = start(SLEEPING, 2, true);
		ready(1);
		assertThatExceptionOfType(PythonStartException.class)
			.isThrownBy(() -> started.awaitReady(Duration.ofMillis(100)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.TIMEOUT));
		ready(2);
		started.awaitReady(SOON);
		assertThat(started.status().processes()).extracting(PythonStatus.Worker::state).containsOnly("READY");
		assertThat(this.slots).contains("admit 1", "admit 2");
	}

	@Test
	void failsWithTheTraceback() throws IOException {
		Supervisor started = start(SLEEPING, 1, true);
		await().until(() -> state(1).equals("STARTING"));
		started.failed(1, Reason.IMPORT, "Traceback: no module named shop");
		assertFailure(started, Reason.IMPORT, "no module named shop");
	}

	@Test
	void failsWithAReasonThatIsReadLongAfterTheProcessHasExited() throws IOException {
		Path exiting = this.directory.resolve("exiting");
		Supervisor started = start("import sys; open('" + exiting + "', 'w').close(); sys.exit(3)", 1, true);
		await().until(() -> Files.exists(exiting));
		// A JVM that has just begun loads the classes of its first connection.
		await().during(Duration.ofSeconds(1)).until(() -> state(1).equals("STARTING"));
		started.failed(1, Reason.NOT_FOUND, "Found no application");
		assertFailure(started, Reason.NOT_FOUND, "Found no application");
	}

	@Test
	void failsWithTheLastOutputOfAProcessThatDies() throws IOException {
		assertFailure(start("import sys; sys.exit('cannot go on')", 1, true), Reason.IMPORT, "cannot go on");
	}

	@Test
	void failsWithoutAnInterpreter() {
		this.supervisor = supervisor("/nowhere/python", 1, true, () -> this.directory);
		this.supervisor.start();
		assertFailure(this.supervisor, Reason.INTERPRETER, "/nowhere/python");
	}

	@Test
	void failsWithoutTheFilesOfTheWorker() {
		this.supervisor = supervisor("python3", 1, true, () -> {
			throw new UncheckedIOException("No space left", new IOException());
		});
		this.supervisor.start();
		assertFailure(this.supervisor, Reason.FILES, "No space left");
	}

	@Test
	void failsWithWhatNobodyHasThoughtOf() {
		this.supervisor = supervisor("python3", 1, true, () -> {
			throw new IllegalStateException("out of range");
		});
		this.supervisor.start();
		assertFailure(this.supervisor, Reason.INTERPRETER, "out of range");
	}

	@Test
	void replacesAProcessThatDies() throws IOException {
		Supervisor started = start(SLEEPING, 1, true);
		ready(1);
		started.awaitReady(SOON);
		handle(1).destroyForcibly();
		ready(2);
		await().until(() -> this.slots.equals(List.of("admit 1", "drop 1", "admit 2")));
	}

	@Test
	void aProcessThatWasTakenForGoneIsToldToQuit() throws IOException {
		Supervisor started = start(SLEEPING, 1, true);
		Process unknown = new ProcessBuilder("sleep", "600").start();
		started.connected(99, unknown.pid(), new Control(99, unknown.toHandle()));
		assertThat(unknown.onExit()).succeedsWithin(SOON);
	}

	@Test
	void retriesAnOptionalApplication() throws IOException {
		start("import sys; sys.exit(1)", 1, false);
		await().until(() -> this.slots.contains("drop 3"));
	}

	@Test
	void tellsOfAFailureOnceUntilItChanges(CapturedOutput output) throws IOException {
		start("import sys; sys.exit('cannot go on')", 1, false);
		await().until(() -> this.slots.contains("drop 3"));
		assertThat(output.getAll()).containsOnlyOnce("Its last output:\ncannot go on")
			.containsOnlyOnce("'wsgi.python.applications.shop.interpreter'");
		Files.writeString(this.directory.resolve("__main__.py"), "import sys; sys.exit('still not')");
		await().until(() -> output.getAll().contains("Its last output:\nstill not"));
	}

	@Test
	void reloadsOneAfterTheOtherSuccessorFirst() throws IOException {
		Supervisor started = start(SLEEPING, 2, true);
		ready(1);
		ready(2);
		started.awaitReady(SOON);
		CompletableFuture<Void> reloaded = started.reload();
		ready(3);
		await().until(() -> this.slots.contains("retire 1"));
		assertThat(reloaded).isNotDone();
		ready(4);
		assertThat(reloaded).succeedsWithin(SOON);
		await().until(() -> this.slots.containsAll(List.of("drop 1", "drop 2")));
		assertThat(this.slots.indexOf("admit 3")).isLessThan(this.slots.indexOf("retire 1"));
		assertThat(started.status().processes()).extracting(PythonStatus.Worker::number).containsExactly(3, 4);
	}

	@Test
	void keepsTheOldProcessWhenItsSuccessorFails() throws IOException {
		Supervisor started = start(SLEEPING, 1, true);
		ready(1);
		started.awaitReady(SOON);
		CompletableFuture<Void> reloaded = started.reload();
		await().until(() -> !state(2).isEmpty());
		started.failed(2, Reason.IMPORT, "SyntaxError");
		assertThat(reloaded).failsWithin(SOON)
			.withThrowableThat()
			.withCauseInstanceOf(PythonStartException.class)
			.withMessageContaining("SyntaxError");
		assertThat(state(1)).isEqualTo("READY");
		assertThat(this.slots).containsExactly("admit 1", "drop 2");
	}

	@Test
	void failsWhereTheTemplateDoesNotFork() throws IOException {
		assertFailure(startTemplate(new Control(1, ProcessHandle.current())), Reason.PRELOAD, "failed to fork");
	}

	@Test
	void failsWhereThereIsNoThreadForAFork() throws IOException {
		WorkerControl control = new Control(1, ProcessHandle.current()) {

			@Override
			public CompletableFuture<Long> fork(int process) {
				throw new OutOfMemoryError("unable to create native thread");
			}

		};
		assertFailure(startTemplate(control), Reason.PRELOAD, "unable to create native thread");
	}

	private Supervisor startTemplate(WorkerControl control) throws IOException {
		Files.writeString(this.directory.resolve("__main__.py"), SLEEPING);
		Supervisor started = new Supervisor(Settings.of(this.directory, "python3", 1, true, true),
				this.directory.resolve("socket"), "token", () -> this.directory, new RecordingSlots());
		this.supervisor = started;
		started.start();
		assertThat(started.status().processes()).isEmpty();
		started.connected(1, 0, control);
		started.ready(1, new WorkerDescription("", "", "", "", "shop:application", false));
		return started;
	}

	@Test
	void replacesAProcessThatDoesNotObeyAnInterrupt() throws IOException {
		Supervisor started = start(SLEEPING, 1, true);
		ready(1);
		started.timeout(1, 0, 17);
		ready(2);
		await().until(() -> this.slots.containsAll(List.of("interrupt 1 0 17", "retire 1", "drop 1", "admit 2")));
	}

	@Test
	void keepsAProcessThatObeysAnInterrupt() throws IOException {
		Supervisor started = start(SLEEPING, 1, true);
		ready(1);
		started.timeout(1, 0, 17);
		await().until(() -> this.slots.contains("interrupt 1 0 17"));
		started.requestEnded(1, 0, 17);
		await().during(Duration.ofMillis(500)).until(() -> state(1).equals("READY"));
	}

	/** The supervisor may be busy, with the start of another process as here. */
	@Test
	void keepsAProcessWhoseRequestEndsBeforeItsInterrupt() throws IOException {
		CompletableFuture<Path> spawned = new CompletableFuture<>();
		AtomicInteger spawns = new AtomicInteger();
		Files.writeString(this.directory.resolve("__main__.py"), SLEEPING);
		Supervisor started = supervisor("python3", 1, true,
				() -> (spawns.incrementAndGet() == 1) ? this.directory : spawned.join());
		this.supervisor = started;
		started.start();
		ready(1);
		CompletableFuture<Void> unused = started.reload();
		await().untilAtomic(spawns, Matchers.is(2));
		started.timeout(1, 0, 17);
		started.requestEnded(1, 0, 17);
		started.timeout(1, 0, 18);
		spawned.complete(this.directory);
		await().until(() -> this.slots.contains("interrupt 1 0 18"));
		assertThat(this.slots).doesNotContain("interrupt 1 0 17");
	}

	@Test
	void saysWhyAProcessThatWasToldToEndIsKilled(CapturedOutput output) throws IOException {
		Supervisor started = startDeaf();
		ready(1);
		started.stop(Duration.ofMillis(100));
		assertThat(output.getAll()).contains("is killed: a request, a thread or an exit handler");
	}

	@Test
	void aStopDoesNotWaitForAnImport(CapturedOutput output) throws IOException {
		Supervisor started = startDeaf();
		connected(1);
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> started.stop(Duration.ofMinutes(2)));
		assertThat(stopped).succeedsWithin(SOON);
		assertThat(output.getAll()).contains("is killed").doesNotContain("is killed: a request");
	}

	@Test
	void aStopIsNoFailureOfTheStart() throws IOException {
		Supervisor started = start(SLEEPING, 1, false);
		started.stop(Duration.ZERO);
		assertThatIllegalStateException().isThrownBy(() -> started.awaitReady(SOON));
	}

	@Test
	void startsNothingAfterItsStop() throws IOException {
		Supervisor started = start(SLEEPING, 2, true);
		ready(1);
		ready(2);
		started.stop(SOON);
		assertThat(started.status().processes()).isEmpty();
		assertThat(this.slots).contains("drop 1", "drop 2").doesNotContain("drop 3");
	}

	private static void assertFailure(Supervisor supervisor, Reason reason, String text) {
		assertThatExceptionOfType(PythonStartException.class).isThrownBy(() -> supervisor.awaitReady(SOON))
			.withMessageContaining(text)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	/** Starts a process that does not end when it is told to. */
	private Supervisor startDeaf() throws IOException {
		Path deaf = this.directory.resolve("deaf");
		Supervisor started = start("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); open('" + deaf
				+ "', 'w').close(); " + SLEEPING, 1, true);
		await().until(() -> Files.exists(deaf));
		return started;
	}

	private Supervisor start(String script, int processes, boolean required) throws IOException {
		Files.writeString(this.directory.resolve("__main__.py"), script);
		Supervisor started = supervisor("python3", processes, required, () -> this.directory);
		this.supervisor = started;
		started.start();
		return started;
	}

	private Supervisor supervisor(String interpreter, int processes, boolean required, Supplier<Path> program) {
		return new Supervisor(Settings.of(this.directory, interpreter, processes, required),
				this.directory.resolve("socket"), "token", program, new RecordingSlots());
	}

	private void connected(int number) {
		await().until(() -> !state(number).isEmpty());
		this.supervisor.connected(number, handle(number).pid(), new Control(number, handle(number)));
	}

	private void ready(int number) {
		connected(number);
		this.supervisor.ready(number, new WorkerDescription("3.11", "CPython", "", "", "shop:application", true));
	}

	private String state(int number) {
		return this.supervisor.status()
			.processes()
			.stream()
			.filter((process) -> process.number() == number)
			.map(PythonStatus.Worker::state)
			.findFirst()
			.orElse("");
	}

	private ProcessHandle handle(int number) {
		return this.supervisor.status()
			.processes()
			.stream()
			.filter((process) -> process.number() == number)
			.findFirst()
			.flatMap((process) -> ProcessHandle.of(process.pid()))
			.orElseThrow();
	}

	private final class RecordingSlots implements Slots {

		@Override
		public void admit(int process) {
			SupervisorTests.this.slots.add("admit " + process);
		}

		@Override
		public void retire(int process) {
			SupervisorTests.this.slots.add("retire " + process);
		}

		@Override
		public void drop(int process) {
			SupervisorTests.this.slots.add("drop " + process);
		}

	}

	private class Control implements WorkerControl {

		private final int number;

		private final ProcessHandle process;

		Control(int number, ProcessHandle process) {
			this.number = number;
			this.process = process;
		}

		@Override
		public void quit() {
			this.process.destroy();
		}

		@Override
		public void interrupt(int slot, int requestId) {
			SupervisorTests.this.slots.add("interrupt " + this.number + " " + slot + " " + requestId);
		}

		@Override
		public CompletableFuture<Long> fork(int process) {
			return CompletableFuture.failedFuture(new UnsupportedOperationException());
		}

		@Override
		public CompletableFuture<String> stacks() {
			return CompletableFuture.completedFuture("stacks");
		}

	}

}
