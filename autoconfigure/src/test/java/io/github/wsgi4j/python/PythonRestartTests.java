package io.github.wsgi4j.python;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Python behind a context that is stopped and started again, and whose server then has
 * other event loops.
 */
@OnOldestJava
@EnabledIf(value = "io.github.wsgi4j.python.PythonPackage#hasInterpreter", disabledReason = "There is no python3")
class PythonRestartTests {

	@Test
	void aContextThatIsStartedAgainHasItsApplicationAgain() {
		try (PythonServer server = PythonServer.start("twin", "python.callable=twin:application")) {
			assertThat(server.server().get("/hello").body()).isEqualTo("Hello, world");
			server.server().context().stop();
			server.server().context().start();
			assertThat(server.server().get("/hello").body()).isEqualTo("Hello, world");
		}
	}

}
