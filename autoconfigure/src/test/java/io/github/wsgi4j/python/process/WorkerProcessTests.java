package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnOldestJava
@EnabledIf(value = "io.github.wsgi4j.python.PythonPackage#hasInterpreter", disabledReason = "There is no python3")
class WorkerProcessTests {

	@TempDir
	Path directory;

	private @Nullable WorkerProcess process;

	@AfterEach
	void kill() {
		if (this.process != null) {
			this.process.kill();
		}
	}

	@Test
	void givesTheConfigurationAndLogsTheOutput() throws IOException {
		WorkerProcess worker = start("""
				import os, sys
				print(sys.stdin.readline().strip(), os.getcwd(), os.environ["COLOUR"])
				sys.stderr.buffer.write(b"bad \\xff byte\\n")
				sys.exit(7)
				""");
		assertThat(worker.ended()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(7);
		assertThat(worker.lastLines()).contains("{} " + this.directory.toRealPath() + " red")
			.contains("bad \ufffd byte");
	}

	@Test
	void drainsMoreThanAPipeHolds() throws IOException {
		WorkerProcess worker = start("print('x' * 3000000)\nprint('end')");
		assertThat(worker.ended()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
		assertThat(worker.lastLines()).endsWith("\nend");
		assertThat(worker.lastLines().lines())
			.allSatisfy((line) -> assertThat(line.length()).isLessThanOrEqualTo(Output.LONGEST_LINE));
	}

	@Test
	void keepsStdinOpen() throws IOException {
		WorkerProcess worker = start("import sys; sys.stdin.readline(); print('first'); sys.stdin.readline()");
		await().until(() -> worker.lastLines().equals("first"));
		assertThat(worker.ended()).isNotDone();
	}

	@Test
	void killsTheChildrenToo() throws IOException {
		WorkerProcess worker = start(CHILD + "import time; time.sleep(600)");
		long child = child(worker);
		worker.kill();
		assertThat(worker.ended()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(128 + 9);
		await().until(() -> !isRunning(child));
	}

	@Test
	void killsTheChildrenOfAProcessThatHasExited() throws IOException {
		WorkerProcess worker = start(CHILD);
		assertThat(worker.ended()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
		long child = child(worker);
		await().until(() -> !isRunning(child));
	}

	private static final String CHILD = """
			import os, subprocess
			os.setsid()
			print(subprocess.Popen(["sleep", "600"]).pid)
			""";

	private static long child(WorkerProcess worker) {
		await().until(() -> worker.lastLines().matches("\\d+"));
		return Long.parseLong(worker.lastLines());
	}

	// A killed orphan may stay as a zombie, where nobody waits for it.
	private static boolean isRunning(long pid) {
		try {
			return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private WorkerProcess start(String script) throws IOException {
		Path file = Files.writeString(this.directory.resolve("script.py"), script);
		this.process = WorkerProcess.start(List.of("python3", "-u", file.toString()), this.directory,
				Map.of("COLOUR", "red"), true, "{}", "output", LogFactory.getLog("wsgi.python.test"));
		return this.process;
	}

}
