package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;

/**
 * A process of Python. Its stdin stays open for as long as the JVM lives; its output goes
 * to the log.
 */
final class WorkerProcess {

	/**
	 * The time to wait for output that a child outside of the process group holds open.
	 */
	private static final long DRAIN_SECONDS = 1;

	private final Process process;

	private final Output output;

	private final CompletableFuture<Integer> ended;

	private WorkerProcess(Process process, Output output) {
		this.process = process;
		this.output = output;
		this.ended = process.onExit().thenCompose((exited) -> {
			killGroup();
			return output.ended().copy().completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS);
		}).thenApply((drained) -> process.exitValue());
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
		Thread thread = new Thread(output, threadName);
		thread.setDaemon(true);
		thread.start();
		WorkerProcess worker = new WorkerProcess(process, output);
		worker.configure(configuration);
		return worker;
	}

	private void configure(String configuration) {
		try {
			OutputStream stdin = this.process.getOutputStream();
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
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
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
		catch (IOException ex) {
			// There is no shell: what is left are children that have lost their parent.
		}
	}

	@Override
	public String toString() {
		return "process " + pid();
	}

}
