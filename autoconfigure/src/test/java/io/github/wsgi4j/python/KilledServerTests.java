package io.github.wsgi4j.python;

import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.ServerProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A JVM that is killed leaves no process behind, not even one that the application has
 * started.
 */
@OnOldestJava
class KilledServerTests {

	@Test
	void noProcessStaysBehind() {
		PythonPackage.assumeInterpreter();
		try (ServerProcess server = new ServerProcess(List.of(), "wsgi.mounts.application=/java",
				"wsgi.mounts.twin=/python",
				"wsgi.python.applications.twin.directory=" + PythonServer.APPLICATIONS.resolve("twin"),
				"wsgi.python.applications.twin.callable=twin:application",
				"wsgi.python.applications.twin.interpreter=" + PythonServer.INTERPRETER)) {
			List<ProcessHandle> family = Stream.of(server.get("/python/family").split(" ", -1))
				.map((pid) -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
				.toList();
			assertThat(family).hasSize(2).allMatch(ProcessHandle::isAlive);
			server.kill();
			Awaitility.await().untilAsserted(() -> assertThat(family).noneMatch(ProcessHandle::isAlive));
		}
	}

}
