package io.github.wsgi4j.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.autoconfigure.support.EnvironmentVariable;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.Mount;
import io.github.wsgi4j.container.RunsOn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The mode of each application, and what it brings with it.
 */
class ExecutionModeTests {

	private static final Pattern EVENT_LOOP = Pattern.compile("webflux-http-\\w+-\\d+ .*");

	@Test
	void applicationsRunInTheCommonMode() {
		try (TestServer server = start("wsgi.execution.mode=event-loop")) {
			assertThat(thread(server, "/blog")).matches(EVENT_LOOP);
			assertThat(modes(server)).containsEntry("blog", "event-loop");
		}
	}

	@Test
	void annotationComesBeforeTheCommonMode() {
		try (TestServer server = start("wsgi.execution.mode=platform")) {
			assertThat(thread(server, "/blog")).startsWith("wsgi-");
			assertThat(thread(server, "/annotated")).matches(EVENT_LOOP);
			assertThat(modes(server)).containsEntry("blog", "platform").containsEntry("annotated", "event-loop");
		}
	}

	@Test
	void propertyOfAnApplicationComesBeforeItsAnnotation() {
		try (TestServer server = start("wsgi.execution.mode=event-loop",
				"wsgi.execution.applications.annotated=platform")) {
			assertThat(thread(server, "/blog")).matches(EVENT_LOOP);
			assertThat(thread(server, "/annotated")).startsWith("wsgi-");
			assertThat(modes(server)).containsEntry("blog", "event-loop").containsEntry("annotated", "platform");
		}
	}

	@Test
	void environmentVariableNamesAnApplication() {
		try (TestServer server = TestServer.start(TestServer.application(Modes.class, "wsgi.execution.mode=platform")
			.initializers(new EnvironmentVariable("WSGI_EXECUTION_APPLICATIONS_MYWIKI", "event-loop")))) {
			assertThat(thread(server, "/blog")).startsWith("wsgi-");
			assertThat(thread(server, "/wiki")).matches(EVENT_LOOP);
		}
	}

	@Test
	void endpointTellsEachExecutionOnce() {
		try (TestServer server = start("wsgi.execution.mode=event-loop")) {
			assertThat(JsonPath.<List<String>>read(server.get("/actuator/wsgi").body(), "$.executions[*].mode"))
				.containsExactly("event-loop");
		}
	}

	@Test
	void endpointTellsThePoolOfEachApplication() {
		try (TestServer server = start("wsgi.execution.mode=platform")) {
			assertThat(JsonPath.<List<String>>read(server.get("/actuator/wsgi").body(), "$.executions[*].application"))
				.containsExactlyInAnyOrder("blog", "myWiki");
		}
	}

	@Test
	void bodiesAreGatheredOnTheEventLoop() {
		try (TestServer server = start("wsgi.execution.mode=platform")) {
			assertThat(chunkedLength(server, "/annotated")).isEqualTo("4");
			assertThat(chunkedLength(server, "/blog")).isEqualTo("4");
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads come with Java 21")
	void eachModeHasItsOwnBuffering() {
		try (TestServer server = start("wsgi.execution.mode=platform",
				"wsgi.execution.applications.annotated=virtual")) {
			assertThat(chunkedLength(server, "/annotated")).isEqualTo("null");
			assertThat(chunkedLength(server, "/blog")).isEqualTo("4");
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
	void virtualThreadsOnTheEventLoopStream() {
		try (TestServer server = start("wsgi.execution.mode=virtual-on-event-loop")) {
			assertThat(chunkedLength(server, "/blog")).isEqualTo("null");
			assertThat(modes(server)).containsEntry("blog", "virtual-on-event-loop")
				.containsEntry("annotated", "event-loop");
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads come with Java 21")
	void explicitBufferingHoldsInEveryMode() {
		try (TestServer server = start("wsgi.execution.mode=virtual", "wsgi.request.buffering=full")) {
			assertThat(chunkedLength(server, "/annotated")).isEqualTo("4");
			assertThat(chunkedLength(server, "/blog")).isEqualTo("4");
		}
	}

	@Test
	void bufferingOfAnApplicationComesBeforeTheCommonOne() {
		try (TestServer server = start("wsgi.execution.mode=platform", "wsgi.request.buffering=full",
				"wsgi.request.applications.blog.buffering=stream")) {
			assertThat(chunkedLength(server, "/blog")).isEqualTo("null");
			assertThat(chunkedLength(server, "/annotated")).isEqualTo("4");
		}
	}

	@Test
	void anApplicationWithoutABufferingHasTheCommonOne() {
		try (TestServer server = start("wsgi.execution.mode=platform", "wsgi.request.applications.blog.buffering=")) {
			assertThat(chunkedLength(server, "/blog")).isEqualTo("4");
		}
	}

	private static TestServer start(String... properties) {
		return TestServer.start(TestServer.application(Modes.class, properties)
			.properties("management.endpoints.web.exposure.include=wsgi"));
	}

	private static String thread(TestServer server, String target) {
		return server.get(target).body();
	}

	private static String chunkedLength(TestServer server, String target) {
		return server.postChunked(target, "body").body().replaceFirst(".* ", "");
	}

	private static Map<String, String> modes(TestServer server) {
		List<Map<String, String>> mounts = JsonPath.read(server.get("/actuator/wsgi").body(), "$.mounts");
		return mounts.stream()
			.collect(Collectors.toMap((mount) -> mount.get("application"), (mount) -> mount.get("mode")));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Modes {

		@Bean
		@Mount("/blog")
		Application blog() {
			return Modes::answer;
		}

		@Bean
		@Mount("/wiki")
		Application myWiki() {
			return Modes::answer;
		}

		@Bean
		@Mount("/annotated")
		@RunsOn(ExecutionMode.EVENT_LOOP)
		Application annotated() {
			return Modes::answer;
		}

		private static Iterable<byte[]> answer(Map<String, Object> environ, StartResponse startResponse) {
			startResponse.call("200 OK", List.of());
			return Body.text(Thread.currentThread().getName() + " " + environ.get(Environ.CONTENT_LENGTH));
		}

	}

}
