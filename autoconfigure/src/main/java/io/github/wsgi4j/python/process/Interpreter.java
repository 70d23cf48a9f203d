package io.github.wsgi4j.python.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.python.PythonSettings;
import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.PythonStartException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Finds the interpreter of an application: the configured one, else a virtual environment
 * in its directory, else {@code $VIRTUAL_ENV}, else {@code python3} on the path.
 */
final class Interpreter {

	private final PythonSettings settings;

	private final Map<String, String> environment;

	private final String system;

	private final List<String> lookedAt = new ArrayList<>();

	private Interpreter(PythonSettings settings, Map<String, String> environment, String system) {
		this.settings = settings;
		this.environment = environment;
		this.system = system;
	}

	/** Returns the executable. */
	static Path find(PythonSettings settings) {
		return find(settings, System.getenv(), System.getProperty("os.name", ""));
	}

	static Path find(PythonSettings settings, Map<String, String> environment, String system) {
		return new Interpreter(settings, environment, system).find();
	}

	private Path find() {
		if (this.system.startsWith("Windows")) {
			throw failure(Reason.PLATFORM, "Python on Windows has no Unix sockets. "
					+ "Run the application in a server of its own, and connect to it by FastCGI over TCP");
		}
		if (this.settings.preload() && this.system.startsWith("Mac")) {
			throw failure(Reason.PRELOAD, "a Python process cannot be forked safely on macOS");
		}
		Path directory = this.settings.directory().toAbsolutePath();
		if (!Files.isDirectory(directory)) {
			throw failure(Reason.DIRECTORY, "its directory " + directory + " does not exist");
		}
		String configured = this.settings.interpreter();
		Path found = (configured != null) ? configured(configured) : nearby(directory);
		if (found == null) {
			throw failure(Reason.INTERPRETER, "no Python interpreter was found at " + String.join(", ", this.lookedAt));
		}
		return found;
	}

	private @Nullable Path configured(String interpreter) {
		Path path = path(interpreter);
		if (path == null) {
			this.lookedAt.add(interpreter);
			return null;
		}
		if (Files.isDirectory(path)) {
			return environment(path);
		}
		boolean bare = interpreter.indexOf(File.separatorChar) < 0;
		return (bare && !isExecutable(path)) ? onPath(interpreter) : executable(path);
	}

	private @Nullable Path nearby(Path directory) {
		for (String name : List.of(".venv", "venv")) {
			Path found = environment(directory.resolve(name));
			if (found != null) {
				return found;
			}
		}
		String active = this.environment.get("VIRTUAL_ENV");
		Path activated = (active != null && !active.isBlank()) ? path(active) : null;
		Path found = (activated != null) ? environment(activated) : null;
		return (found != null) ? found : onPath("python3");
	}

	private @Nullable Path environment(Path directory) {
		return executable(directory.resolve("bin").resolve("python"));
	}

	private @Nullable Path onPath(String name) {
		for (String directory : this.environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
			Path file = directory.isEmpty() ? null : path(directory, name);
			if (file != null && isExecutable(file)) {
				return file;
			}
		}
		this.lookedAt.add(name + " on the PATH");
		return null;
	}

	// Links are not followed: Python finds its virtual environment by the link's path.
	private @Nullable Path executable(Path path) {
		if (isExecutable(path)) {
			return path.normalize();
		}
		this.lookedAt.add(path.normalize().toString());
		return null;
	}

	// None where the JVM's locale cannot write the name.
	private static @Nullable Path path(String first, String... more) {
		try {
			return Path.of(first, more).toAbsolutePath();
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	private static boolean isExecutable(Path path) {
		return Files.isRegularFile(path) && Files.isExecutable(path);
	}

	private PythonStartException failure(Reason reason, String text) {
		return new PythonStartException(this.settings.name(), reason, text);
	}

}
