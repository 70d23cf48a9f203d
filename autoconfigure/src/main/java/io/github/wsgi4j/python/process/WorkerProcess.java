package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * A process of Python. Its stdin stays open for as long as the JVM lives; its output goes
 * to the log.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each tells another that is returned
final class WorkerProcess {

	/**
	 * The time to wait for output that a child outside of the process group holds open.
	 */
	private static final long DRAIN_SECONDS = 1;

	/**
	 * The time between two looks, and, after a death, for the process that has forked to
	 * tell of it.
	 */
	private static final long TELL_SECONDS = 1;

	private static final int UNKNOWN = -1;

	private final ProcessHandle process;

	// Held, or the process would see its end.
	private final @Nullable OutputStream stdin;

	private final Output output;

	private final CompletableFuture<Integer> exited = new CompletableFuture<>();

	private final CompletableFuture<Integer> ended;

	private WorkerProcess(ProcessHandle process, @Nullable OutputStream stdin, Output output,
			CompletableFuture<?> drained) {
		this.process = process;
		this.stdin = stdin;
		this.output = output;
		this.ended = this.exited.thenCompose((status) -> {
			if (stdin != null || status == UNKNOWN) {
				// Else it is done by the one that has reaped it.
				killGroup();
			}
			return drained.copy().completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS).thenApply((done) -> status);
		});
	}

	/** Starts the command and writes its configuration, one line. */
	static WorkerProcess start(List<String> command, Path directory, Map<String, String> variables, boolean inherit,
			String configuration, String threadName, Log log) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
		if (!inherit) {
			builder.environment().clear();
		}
		builder.environment().putAll(variables);
		Process process = builder.start();
		Output output = new Output(process.getInputStream(), log);
		WorkerProcess worker = new WorkerProcess(process.toHandle(), process.getOutputStream(), output, output.ended());
		try {
			startThread(output, threadName + "-output");
			// Not onExit(): it needs the common pool, whose threads may all wait for
			// something.
			startThread(() -> worker.awaitExit(process), threadName + "-exit");
		}
		catch (OutOfMemoryError ex) {
			// The system has no thread for it.
			process.destroyForcibly();
			throw ex;
		}
		worker.configure(configuration);
		return worker;
	}

	private static void startThread(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	private void awaitExit(Process process) {
		try {
			exited(process.waitFor());
		}
		catch (InterruptedException ex) {
			// The thread is of no use to anybody else.
			exited(UNKNOWN);
		}
	}

	/** Returns a process that this one has forked, which shares its output. */
	WorkerProcess forked(long pid) {
		CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);
		WorkerProcess fork = new WorkerProcess(ProcessHandle.of(pid).orElseThrow(), null, this.output, drained);
		fork.look(true);
		return fork;
	}

	/** Looks now and then whether a fork, which is no child of the JVM, is alive. */
	private void look(boolean wasAlive) {
		if (!wasAlive) {
			exited(UNKNOWN);
		}
		else if (!this.exited.isDone()) {
			boolean alive = this.process.isAlive();
			new CompletableFuture<Void>().completeOnTimeout(null, TELL_SECONDS, TimeUnit.SECONDS)
				.thenRun(() -> look(alive));
		}
	}

	/** Takes note of the exit, of which a fork cannot know by itself how it was. */
	void exited(int status) {
		this.exited.complete(status);
	}

	private void configure(String configuration) {
		OutputStream stdin = Objects.requireNonNull(this.stdin);
		try {
			stdin.write((configuration + "\n").getBytes(StandardCharsets.UTF_8));
			stdin.flush();
		}
		catch (IOException ex) {
			// It has died already, and its exit says so.
		}
	}

	long pid() {
		return this.process.pid();
	}

	/** Returns the exit status, once all output is logged. */
	CompletableFuture<Integer> ended() {
		return this.ended;
	}

	String lastLines() {
		return this.output.lastLines();
	}

	/** Kills the process with all that it has started. */
	void kill() {
		try {
			this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		}
		catch (RuntimeException ex) {
			// The processes cannot be listed without a free descriptor.
		}
		killWithoutForks();
	}

	/** Kills the process with its group, in which its forks are not. */
	void killWithoutForks() {
		// Before the leader: afterwards, its ID might be another's.
		killGroup();
		this.process.destroyForcibly();
	}

	// A worker calls setsid, so that its ID is that of its process group.
	private void killGroup() {
		ProcessBuilder kill = new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + pid());
		try {
			kill.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		}
		catch (IOException | OutOfMemoryError ex) {
			// There is no shell, or no thread that waits for its end: what is left are
			// children that have lost their parent.
		}
	}

	@Override
	public String toString() {
		return "process " + pid();
	}

}
