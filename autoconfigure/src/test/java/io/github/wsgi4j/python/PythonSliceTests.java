package io.github.wsgi4j.python;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.python.application.PythonApplication;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import io.github.wsgi4j.test.WsgiTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Python application in a test slice, which has no server.
 */
@WsgiTest(properties = { "wsgi.mounts.twin=/twin", "wsgi.validate=fail",
		"wsgi.python.applications.twin.callable=twin:validated", "wsgi.python.applications.twin.processes=2" })
@DirtiesContext // or its processes and threads are there for the tests that follow
@EnabledIf(value = "io.github.wsgi4j.python.PythonPackage#hasInterpreter", disabledReason = "There is no python3")
class PythonSliceTests {

	@Autowired
	private WsgiClient client;

	@Autowired
	private WebTestClient webClient;

	@Autowired
	@Qualifier("twin")
	private Application twin;

	@Autowired
	private PythonApplication application;

	@DynamicPropertySource
	static void python(DynamicPropertyRegistry registry) {
		registry.add("wsgi.python.applications.twin.directory",
				() -> PythonServer.APPLICATIONS.resolve("twin").toString());
		registry.add("wsgi.python.applications.twin.interpreter", () -> PythonServer.INTERPRETER);
	}

	@Test
	void theClientCallsWhatIsMounted() {
		WsgiResponse response = this.client.get("/twin/hello").send();
		assertThat(response.status()).isEqualTo("200 OK");
		assertThat(response.text()).isEqualTo("Hello, world");
		assertThat(this.client.post("/twin/echo").body("a body".getBytes(StandardCharsets.US_ASCII)).send().text())
			.isEqualTo("a body");
		assertThat(this.client.get("/twin/generated").send().text()).isEqualTo("0,1,2,3,4,");
	}

	@Test
	void theBeanHasTheNameOfTheProperties() {
		assertThat(this.twin).isSameAs(this.application);
		assertThat(WsgiClient.of(this.twin).get("/hello").send().text()).isEqualTo("Hello, world");
	}

	@Test
	void theWebTestClientCallsItThroughTheContainer() {
		this.webClient.get()
			.uri("/twin/hello")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.isEqualTo("Hello, world");
	}

	@Test
	void theProcessesEndWithTheContext() {
		List<ProcessHandle> processes = pids().mapToObj(ProcessHandle::of)
			.map((process) -> process.orElseThrow())
			.toList();
		assertThat(processes).hasSize(2).allMatch(ProcessHandle::isAlive);
		// By the cache of contexts, which pauses the ones that it still has.
		new TestContextManager(getClass()).getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		Awaitility.await().untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
	}

	private LongStream pids() {
		return this.application.status().processes().stream().mapToLong((process) -> process.pid());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	static class Configuration {

	}

}
