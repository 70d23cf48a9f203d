package io.github.wsgi4j.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tests of the Python side, which are Python's own, and what can be said of Python
 * without running it.
 */
@OnNewestJava
@Timeout(120)
class PythonSideTests {

	private static final String WORKER = "src/main/resources/io/github/wsgi4j/python/worker";

	@Test
	void itsUnitTestsPass() throws IOException, InterruptedException {
		PythonPackage.assumeInterpreter();
		assertThat(run("-m", "unittest", "discover", "-s", "src/test/python")).contains("OK");
	}

	@Test
	void itsSyntaxIsThatOfTheOldestPython() throws IOException, InterruptedException {
		PythonPackage.assumeInterpreter();
		assertThat(run("-c", """
				import ast, pathlib, sys
				for file in pathlib.Path(sys.argv[1]).rglob("*.py"):
				    ast.parse(file.read_text("utf-8"), str(file), feature_version=(3, 8))
				    print(file.name)
				""", WORKER)).contains("slot.py");
	}

	@Test
	void aLinterFindsNothingInAnyPython() throws IOException, InterruptedException {
		PythonPackage.assume("pyflakes");
		assertThat(run("-m", "pyflakes", WORKER, "src/test/python", "src/test/resources/python", "src/benchmark",
				"../demo/src"))
			.isEmpty();
	}

	private static String run(String... arguments) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(
				Stream.concat(Stream.of(PythonServer.INTERPRETER, "-B"), Stream.of(arguments)).toList())
			.redirectErrorStream(true);
		// Else the folders of the resources get what no jar should have.
		builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
