package io.github.wsgi4j.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.jayway.jsonpath.JsonPath;
import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifest for Kubernetes in docs/operations.md names what there is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestTests {

	private static final Pattern MANIFEST = Pattern.compile("```yaml\n(apiVersion: .*?)```", Pattern.DOTALL);

	private static final String TIMEOUT = "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE";

	private Object deployment;

	private Object service;

	private Map<String, String> environment;

	@BeforeAll
	void read() throws IOException {
		Matcher block = MANIFEST.matcher(Files.readString(Path.of("../docs/operations.md")));
		assertThat(block.find()).isTrue();
		List<Object> documents = StreamSupport.stream(new Yaml().loadAll(block.group(1)).spliterator(), false).toList();
		assertThat(documents).extracting((document) -> JsonPath.<String>read(document, "$.kind"))
			.containsExactly("Deployment", "Service");
		this.deployment = documents.get(0);
		this.service = documents.get(1);
		List<Map<String, String>> variables = JsonPath.read(this.deployment, "$..containers[0].env[*]");
		this.environment = variables.stream()
			.collect(Collectors.toMap((variable) -> variable.get("name"), (variable) -> variable.get("value")));
	}

	@Test
	void itsProbesAreAnswered() {
		List<String> paths = JsonPath.read(this.deployment, "$..httpGet.path");
		assertThat(paths).hasSize(3);
		try (TestServer server = TestServer.start(Hello.class)) {
			assertThat(paths).allSatisfy((path) -> assertThat(server.get(path).body()).contains("\"status\":\"UP\""));
		}
	}

	@Test
	void itsVariablesAreProperties() throws IOException {
		Set<String> names = new TreeSet<>(this.environment.keySet());
		assertThat(names.remove("JAVA_TOOL_OPTIONS")).isTrue();
		assertThat(names).isNotEmpty().isSubsetOf(variablesOfBoot());
	}

	@Test
	void itOpensWhatVirtualThreadsOnTheEventLoopNeed() {
		String flag = "--add-opens java.base/java.lang=ALL-UNNAMED";
		assertThat(this.environment.get("JAVA_TOOL_OPTIONS")).isEqualTo(flag.replace(' ', '='));
	}

	@Test
	void itsGracePeriodIsLongerThanTheShutdown() {
		List<Integer> grace = JsonPath.read(this.deployment, "$..terminationGracePeriodSeconds");
		List<Integer> sleep = JsonPath.read(this.deployment, "$..preStop.sleep.seconds");
		Duration timeout = DurationStyle.detectAndParse(this.environment.get(TIMEOUT));
		assertThat(Duration.ofSeconds(grace.get(0))).isGreaterThan(timeout.plusSeconds(sleep.get(0)));
	}

	@Test
	void itsServiceFindsItsPods() {
		Map<String, String> selector = JsonPath.read(this.service, "$.spec.selector");
		assertThat(JsonPath.<Map<String, String>>read(this.deployment, "$.spec.template.metadata.labels"))
			.isEqualTo(selector);
		assertThat(JsonPath.<Map<String, String>>read(this.deployment, "$.spec.selector.matchLabels"))
			.isEqualTo(selector);
		assertThat(JsonPath.<List<Integer>>read(this.service, "$.spec.ports[*].targetPort"))
			.isEqualTo(JsonPath.<List<Integer>>read(this.deployment, "$..containerPort"));
		assertThat(JsonPath.<List<Integer>>read(this.deployment, "$..httpGet.port")).containsOnly(8080);
	}

	private static Set<String> variablesOfBoot() throws IOException {
		Set<String> names = new TreeSet<>();
		for (URL url : Collections
			.list(ManifestTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream stream = url.openStream()) {
				List<String> properties = JsonPath.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8),
						"$.properties[*].name");
				properties
					.forEach((name) -> names.add(name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT)));
			}
		}
		return names;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hello {

		@Bean
		Application application() {
			return new Echo("hello");
		}

	}

}
