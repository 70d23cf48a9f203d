package io.github.wsgi4j.python.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.wsgi4j.python.PythonSettings;
import io.github.wsgi4j.python.SpoolSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings for tests.
 */
final class Settings {

	private Settings() {
	}

	static PythonSettings of(Path directory, @Nullable String interpreter) {
		return of(directory, interpreter, 1, true);
	}

	static PythonSettings of(Path directory, @Nullable String interpreter, int processes, boolean required) {
		return of(directory, interpreter, processes, required, false);
	}

	static PythonSettings of(Path directory, @Nullable String interpreter, int processes, boolean required,
			boolean preload) {
		return new PythonSettings("shop", directory, null, interpreter, processes, 1, Map.of(), true, required,
				Duration.ofSeconds(20), 0, 0, Duration.ZERO, Duration.ZERO, 1000, Duration.ofMillis(200), false,
				new SpoolSettings(65536, 0, 0, null), preload, false);
	}

}
