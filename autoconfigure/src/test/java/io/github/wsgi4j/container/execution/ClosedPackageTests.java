package io.github.wsgi4j.container.execution;

import java.util.List;

import io.github.wsgi4j.container.support.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Processes that were started with and without the flag that opens {@code java.lang}.
 */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
@Timeout(180)
class ClosedPackageTests {

	private static final String MODE = "wsgi.execution.mode=virtual-on-event-loop";

	@Test
	void startFailsAndNamesTheFlag() {
		assertThatIllegalStateException().isThrownBy(() -> new ServerProcess(List.of(), MODE).close())
			.withMessageContainingAll("APPLICATION FAILED TO START", "wsgi.execution.mode",
					"--add-opens java.base/java.lang=ALL-UNNAMED", "Add-Opens: java.base/java.lang");
	}

	@Test
	void flagIsAllThatIsMissing() {
		try (ServerProcess server = new ServerProcess(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"),
				MODE)) {
			assertThat(server.get("/")).isEqualTo("hello");
		}
	}

}
