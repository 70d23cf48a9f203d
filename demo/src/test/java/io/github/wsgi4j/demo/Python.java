package io.github.wsgi4j.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/**
 * The Python of the machine. Nothing is downloaded: where something is missing, the test
 * is skipped and says so.
 */
final class Python {

	/** Debian's packages are for its own interpreter, which need not be the first. */
	static final String DEBIAN = Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

	private Python() {
	}

	/**
	 * Skips a test where there is no {@code python3}.
	 */
	static void assume() {
		assume("python3", "sys");
	}

	/**
	 * Skips a test where Debian's interpreter has no such package.
	 */
	static void assume(String name) {
		assume(DEBIAN, name);
	}

	private static void assume(String interpreter, String name) {
		if (!has(interpreter, name)) {
			String message = """

					!!! PYTHON WAS NOT TESTED: %s is not there, or it has no package %s.
					!!! Debian has them: apt-get install --no-install-recommends python3 python3-flask
					""".formatted(interpreter, name);
			System.err.println(message);
			Assumptions.abort(message.strip());
		}
	}

	private static boolean has(String interpreter, String name) {
		try {
			return new ProcessBuilder(interpreter, "-c", "import " + name).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
