package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.wsgi4j.python.PythonSettings;
import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.PythonStartException.Reason;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Starts the processes of an application.
 */
final class Spawner {

	private final PythonSettings settings;

	private final Path socket;

	private final String token;

	private final Supplier<Path> program;

	private final Log log;

	Spawner(PythonSettings settings, Path socket, String token, Supplier<Path> program, Log log) {
		this.settings = settings;
		this.socket = socket;
		this.token = token;
		this.program = program;
		this.log = log;
	}

	/** Starts a process; its interpreter is looked for each time. */
	WorkerProcess spawn(int number) {
		return spawn(number, false);
	}

	/** Starts a process that imports the application and forks others. */
	WorkerProcess spawnTemplate(int number) {
		return spawn(number, true);
	}

	/**
	 * Sees to it that a process, or a fork, finds the socket and its files, and returns
	 * what it runs.
	 * @throws PythonStartException if they cannot be written
	 */
	Path program() {
		try {
			return this.program.get();
		}
		catch (UncheckedIOException ex) {
			throw new PythonStartException(this.settings.name(), Reason.FILES, String.valueOf(ex.getMessage()));
		}
	}

	private WorkerProcess spawn(int number, boolean template) {
		PythonSettings with = this.settings;
		Path interpreter = Interpreter.find(with);
		String thread = "wsgi-python-" + with.name() + "-" + number;
		try {
			List<String> command = List.of(interpreter.toString(), "-u", program().toString());
			return WorkerProcess.start(command, with.directory().toAbsolutePath(), with.environmentVariables(),
					with.inheritEnvironment(), configuration(number, template), thread, this.log);
		}
		// Without a thread that reads its output, or waits for its end, there is no
		// process.
		catch (IOException | OutOfMemoryError ex) {
			throw new PythonStartException(with.name(), Reason.INTERPRETER,
					"interpreter " + interpreter + " cannot be run (" + ex.getMessage() + ")");
		}
	}

	private String configuration(int number, boolean template) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("socket", this.socket.toString());
		values.put("token", this.token);
		values.put("directory", this.settings.directory().toAbsolutePath().normalize().toString());
		values.put("callable", this.settings.callable());
		values.put("processes", this.settings.processes());
		values.put("threads", this.settings.threads());
		values.put("watch", this.settings.reload());
		values.put("process", number);
		values.put("template", template);
		values.put("grace", this.settings.interruptGrace().toMillis() / 1000.0);
		return JsonLine.of(values);
	}

}
