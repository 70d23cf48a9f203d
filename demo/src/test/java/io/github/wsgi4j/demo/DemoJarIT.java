package io.github.wsgi4j.demo;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The executable jar, as it is and with what was processed ahead of time.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DemoJarIT {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void answers(boolean aot) throws Exception {
		try (DemoProcess demo = new DemoProcess("-Dspring.aot.enabled=" + aot, "-jar",
				System.getProperty("demo.jar"))) {
			assertThat(demo.get("/")).isEqualTo("Hello WSGI!");
			assertThat(demo.get("/shout/hello")).isEqualTo("/HELLO!\n");
			assertThat(demo.get("/actuator/wsgi")).contains("\"application\":\"shout\"");
			assertThat(demo.log().contains("AOT-processed")).isEqualTo(aot);
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
	void itsManifestOpensWhatVirtualThreadsOnTheEventLoopNeed() throws Exception {
		try (DemoProcess demo = new DemoProcess("-jar", System.getProperty("demo.jar"),
				"--wsgi.execution.mode=virtual-on-event-loop")) {
			assertThat(demo.get("/")).isEqualTo("Hello WSGI!");
			assertThat(demo.get("/actuator/wsgi")).contains("\"executions\":[{\"mode\":\"virtual-on-event-loop\"");
		}
	}

}
