package io.github.wsgi4j.autoconfigure.diagnostics;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Stops the start on a Spring Boot version that this starter was not built for, where
 * classes that it needs have other names. Without this check, the starter would silently
 * do nothing.
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
			throw new MisconfigurationException(
					"This version of the WSGI starter is built for Spring Boot " + LINE + ", but this is Spring Boot "
							+ version + ".",
					"Use Spring Boot " + LINE + ", or a version of the WSGI starter that is built for yours. "
							+ "To start anyway, set 'wsgi.compatibility-check=false'.");
		}
	}

}
