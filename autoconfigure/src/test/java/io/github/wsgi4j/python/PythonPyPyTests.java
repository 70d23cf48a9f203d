package io.github.wsgi4j.python;

import java.util.Arrays;

import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole contract by another interpreter, which has no asynchronous exceptions.
 */
@OnNewestJava
class PythonPyPyTests extends PythonSuite {

	PythonPyPyTests() {
		super((folder, properties) -> {
			PythonPackage.assumePyPy();
			return PythonServer.start(folder, withPyPy(properties));
		}, true);
	}

	private static String[] withPyPy(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "python.interpreter=" + PythonPackage.PYPY;
		return all;
	}

	@Test
	void aProcessThatCannotBeInterruptedIsReplaced() {
		try (PythonServer server = PythonServer.start("twin", withPyPy("python.callable=twin:application",
				"python.threads=2", "python.request-timeout=500ms", "python.interrupt-grace=100ms"))) {
			String pid = server.get("/pid").text();
			assertThat(server.get("/sleeps?30").status()).isEqualTo(504);
			Awaitility.await()
				.untilAsserted(() -> assertThat(server.get("/pid").text()).matches("[0-9]+").isNotEqualTo(pid));
		}
	}

}
