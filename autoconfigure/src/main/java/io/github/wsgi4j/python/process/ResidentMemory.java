package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The resident memory of a process, on Linux.
 */
final class ResidentMemory {

	private ResidentMemory() {
	}

	/** Returns the bytes, or -1 where they are not known. */
	static long of(long pid) {
		// Not statm: it counts pages, and Java does not tell their size.
		Path status = Path.of("/proc/" + pid + "/status");
		try {
			for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
				if (line.startsWith("VmRSS:")) {
					return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
				}
			}
		}
		catch (IOException | NumberFormatException ex) {
			// Another system, or the process is gone.
		}
		return -1;
	}

}
