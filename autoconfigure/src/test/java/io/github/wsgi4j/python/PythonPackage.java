package io.github.wsgi4j.python;

import java.io.IOException;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A package of Python that a test needs, from the system or none.
 */
final class PythonPackage {

	private PythonPackage() {
	}

	/**
	 * Skips a test, and says so, where there is no interpreter.
	 */
	static void assumeInterpreter() {
		assume("sys");
	}

	/**
	 * Skips a test, and says so, where its interpreter has no such package.
	 */
	static void assume(String name) {
		boolean found = has(name);
		if (!found) {
			System.err.println("!!! NOT TESTED: " + PythonServer.INTERPRETER + " has no package " + name
					+ "; Debian calls it python3-" + name);
		}
		assumeTrue(found, () -> "There is no Python package " + name);
	}

	static boolean hasInterpreter() {
		return has("sys");
	}

	private static boolean has(String name) {
		boolean found = false;
		try {
			found = new ProcessBuilder(PythonServer.INTERPRETER, "-c", "import " + name).start().waitFor() == 0;
		}
		catch (IOException ex) {
			// No interpreter either.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return found;
	}

}
