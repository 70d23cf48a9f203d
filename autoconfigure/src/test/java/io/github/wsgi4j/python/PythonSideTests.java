package io.github.wsgi4j.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tests of the Python side, which are Python's own.
 */
@Timeout(120)
class PythonSideTests {

	@Test
	void itsUnitTestsPass() throws IOException, InterruptedException {
		PythonPackage.assumeInterpreter();
		ProcessBuilder builder = new ProcessBuilder(PythonServer.INTERPRETER, "-B", "-m", "unittest", "discover", "-s",
				Path.of("src/test/python").toString())
			.redirectErrorStream(true);
		// Else the folders of the resources get what no jar should have.
		builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).contains("OK");
	}

}
