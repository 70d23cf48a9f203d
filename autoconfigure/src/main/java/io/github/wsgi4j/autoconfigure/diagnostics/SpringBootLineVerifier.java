package io.github.wsgi4j.autoconfigure.diagnostics;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Stops the start under a line of Spring Boot that this starter was not built for. There,
 * classes that it needs have other names, and it would only be missing without a word.
 */
final class SpringBootLineVerifier implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String LINE = "4.1";

	private final @Nullable String version;

	SpringBootLineVerifier() {
		this(SpringBootVersion.getVersion());
	}

	SpringBootLineVerifier(@Nullable String version) {
		this.version = version;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (!context.getEnvironment().getProperty("wsgi.compatibility-check", Boolean.class, true)) {
			return;
		}
		String version = this.version;
		if (version != null && !version.startsWith(LINE + ".")) {
			throw new SpringBootLineException(version, LINE);
		}
	}

}
