package io.github.wsgi4j.python;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A package of Python that a test needs, from the system or none.
 */
final class PythonPackage {

	static final String PYPY = "pypy3";

	private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

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

	/**
	 * Skips a test, and says so, where there is no PyPy.
	 */
	static void assumePyPy() {
		boolean found = has(PYPY, "sys");
		if (!found) {
			System.err.println("!!! NOT TESTED: there is no " + PYPY + "; Debian's package has the same name");
		}
		assumeTrue(found, () -> "There is no PyPy");
	}

	static boolean hasInterpreter() {
		return has("sys");
	}

	/**
	 * Whether the interpreter has a package.
	 */
	static boolean has(String name) {
		return has(PythonServer.INTERPRETER, name);
	}

	private static boolean has(String interpreter, String name) {
		return KNOWN.computeIfAbsent(interpreter + " " + name, (key) -> find(interpreter, name));
	}

	private static boolean find(String interpreter, String name) {
		boolean found = false;
		try {
			found = new ProcessBuilder(interpreter, "-c", "import " + name).start().waitFor() == 0;
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
