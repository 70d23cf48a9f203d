package io.github.wsgi4j.demo;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The executable jar, as it is and with what was processed ahead of time.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DemoJarIT {

	@Test
	void answers() throws Exception {
		DemoProcess demo = ExecutableJar.demo();
		assertAnswers(demo);
		// Which endpoints there are is decided ahead of time, too.
		assertThat(JsonPath.<String>read(demo.get("/actuator/sbom/application"), "$.bomFormat")).isEqualTo("CycloneDX");
		assertThat(demo.log()).doesNotContain("AOT-processed");
		assertPythonAnswers(demo);
	}

	@Test
	void answersWithWhatWasProcessedAheadOfTime() throws Exception {
		try (DemoProcess demo = ExecutableJar.start("-Dspring.aot.enabled=true")) {
			assertAnswers(demo);
			assertThat(demo.log()).contains("AOT-processed");
			assertPythonAnswers(demo);
		}
	}

	private static void assertAnswers(DemoProcess demo) throws Exception {
		assertThat(demo.get("/")).contains("Hello WSGI!");
		assertThat(demo.get("/shout/hello")).isEqualTo("/HELLO!\n");
		assertThat(demo.get("/actuator/wsgi")).contains("\"application\":\"shout\"");
	}

	private static void assertPythonAnswers(DemoProcess demo) {
		Python.assume();
		Awaitility.await()
			.atMost(DemoProcess.TIMEOUT)
			.untilAsserted(() -> assertThat(demo.get("/python")).as(demo::log).contains("<dd>/python</dd>"));
	}

	@Test
	void itsBillOfMaterialsListsWhatItRunsOn() throws Exception {
		try (JarFile jar = new JarFile(ExecutableJar.PATH);
				InputStream entry = jar.getInputStream(jar.getEntry("META-INF/sbom/application.cdx.json"))) {
			String bill = new String(entry.readAllBytes(), StandardCharsets.UTF_8);
			assertThat(JsonPath.<String>read(bill, "$.bomFormat")).isEqualTo("CycloneDX");
			assertThat(JsonPath.<List<String>>read(bill, "$.components[*].name")).contains("reactor-netty-http",
					"netty-handler", "spring-webflux", "wsgi-spring-boot-autoconfigure");
			List<String> libraries = jar.stream()
				.map(JarEntry::getName)
				.filter((name) -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
				.map((name) -> name.substring("BOOT-INF/lib/".length(), name.length() - ".jar".length()))
				.toList();
			List<Map<String, Object>> components = JsonPath.read(bill, "$.components[*]");
			Set<String> listed = components.stream()
				.map((component) -> component.get("name") + "-" + component.get("version"))
				.collect(Collectors.toSet());
			assertThat(libraries).isNotEmpty()
				.filteredOn((library) -> !library.startsWith("spring-boot-jarmode-tools"))
				.allSatisfy((library) -> assertThat(listed).anyMatch(library::startsWith));
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
	void itsManifestOpensWhatVirtualThreadsOnTheEventLoopNeed() throws Exception {
		try (DemoProcess demo = new DemoProcess("-jar", ExecutableJar.PATH,
				"--wsgi.execution.mode=virtual-on-event-loop")) {
			assertThat(demo.get("/")).contains("Hello WSGI!");
			assertThat(demo.get("/actuator/wsgi")).contains("\"executions\":[{\"mode\":\"virtual-on-event-loop\"");
		}
	}

}
