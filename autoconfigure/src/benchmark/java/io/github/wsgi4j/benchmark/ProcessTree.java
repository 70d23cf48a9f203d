package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A process with all that it has started.
 *
 * @param root the process
 */
record ProcessTree(ProcessHandle root) {

	/** The kernel's unit of time: a hundredth of a second. */
	private static final long TICK_NANOS = 10_000_000;

	/**
	 * The time of processors that the root has used, in nanoseconds.
	 */
	long rootNanos() {
		return nanos(this.root);
	}

	/**
	 * The time of processors that all have used, in nanoseconds.
	 */
	long nanos() {
		return Stream.concat(Stream.of(this.root), this.root.descendants()).mapToLong(ProcessTree::nanos).sum();
	}

	private static long nanos(ProcessHandle process) {
		try {
			String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_NANOS;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	void end() {
		this.root.descendants().forEach(ProcessHandle::destroyForcibly);
		this.root.destroyForcibly();
	}

}
