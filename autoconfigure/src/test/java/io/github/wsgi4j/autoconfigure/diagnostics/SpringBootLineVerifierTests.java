package io.github.wsgi4j.autoconfigure.diagnostics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class SpringBootLineVerifierTests {

	@ParameterizedTest
	@ValueSource(strings = { "4.1.0", "4.1.1", "4.1.17", "4.1.2-SNAPSHOT" })
	void lineItIsBuiltForPasses(String version) {
		try (ConfigurableApplicationContext context = run(version)) {
			assertThat(context.isActive()).isTrue();
		}
	}

	@Test
	void lineOfTheBuildPasses() {
		try (ConfigurableApplicationContext context = run(SpringBootVersion.getVersion())) {
			assertThat(context.isActive()).isTrue();
		}
	}

	@Test
	void unknownVersionPasses() {
		try (ConfigurableApplicationContext context = run(null)) {
			assertThat(context.isActive()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.0.0", "4.0.9", "4.2.0", "4.10.0", "4.2.0-M1", "3.5.0" })
	void otherLineFailsWithAnAnalysis(String version, CapturedOutput output) {
		assertThatExceptionOfType(MisconfigurationException.class).isThrownBy(() -> run(version).close());
		assertThat(output).contains("APPLICATION FAILED TO START",
				"built for Spring Boot 4.1, but this is Spring Boot " + version, "Use Spring Boot 4.1",
				"wsgi.compatibility-check=false");
	}

	@Test
	void checkCanBeSwitchedOff() {
		try (ConfigurableApplicationContext context = run("4.0.0", "wsgi.compatibility-check=false")) {
			assertThat(context.isActive()).isTrue();
		}
	}

	private static ConfigurableApplicationContext run(String version, String... properties) {
		return new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE)
			.initializers(new SpringBootLineVerifier(version))
			.properties("spring.main.banner-mode=off")
			.properties(properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
