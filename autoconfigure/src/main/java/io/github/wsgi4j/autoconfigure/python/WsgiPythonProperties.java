package io.github.wsgi4j.autoconfigure.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.wsgi4j.autoconfigure.ApplicationNames;
import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.python.SpoolSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code wsgi.python}.
 *
 * @param applications Python applications, by bean name.
 */
@ConfigurationProperties("wsgi.python")
public record WsgiPythonProperties(@DefaultValue Map<String, PythonProperties> applications) {

	static final String NAME = ApplicationKind.PYTHON.property();

	/**
	 * Creates properties that are valid.
	 */
	public WsgiPythonProperties {
		applications = ApplicationNames.distinct(applications);
		applications.forEach((name, application) -> application.check(NAME + "." + name));
	}

	/**
	 * Returns whether the server does not start without an application.
	 * @param application the name of the application
	 * @return whether it is required
	 */
	public boolean isRequired(String application) {
		PythonProperties properties = this.applications.get(application);
		return properties == null || properties.startup() == Startup.REQUIRED;
	}

	/**
	 * The properties under {@code wsgi.python.applications.<name>}.
	 *
	 * @param directory Working directory of the application, which also comes first on
	 * sys.path.
	 * @param callable Module and attribute of the application, as in
	 * 'shop.wsgi:application' or 'shop:create_app()'. By default it is found by the
	 * conventions of Django and Flask projects.
	 * @param interpreter Virtual environment or interpreter. By default '.venv' or 'venv'
	 * in the directory, then the active virtual environment, then 'python3' on the PATH.
	 * @param processes Number of processes.
	 * @param threads Number of threads of each process. Each thread handles one request
	 * at a time.
	 * @param environmentVariables Environment variables of the processes.
	 * @param inheritEnvironment Whether the processes inherit the environment variables
	 * of the JVM.
	 * @param startup Whether the server starts only if the application does.
	 * @param startupTimeout Maximum time for a process to import the application.
	 * @param recycleAfterRequests Number of requests after which a process is replaced.
	 * By default there is no limit.
	 * @param maxMemory Resident memory at which a process is replaced, on Linux. By
	 * default there is no limit.
	 * @param requestTimeout Maximum time for a whole request, until the last block of the
	 * response. By default there is no limit.
	 * @param interruptGrace Time that a request has to end after its timeout before its
	 * process is replaced.
	 * @param reload Whether to replace the processes when a file of the application
	 * changes.
	 * @param preload Whether one process imports the application and forks the others.
	 * @param staticPaths Folders of static files that are served without calling Python,
	 * by path below the mount, such as '/static', or in brackets, such as
	 * '[/static/img]'. Relative folders are resolved against the directory of the
	 * application.
	 * @param responseSpool Buffers of responses for clients that are slower than the
	 * application.
	 * @param serverTiming Whether to send a Server-Timing header with the time spent in
	 * the queue, in Python and in Java.
	 */
	public record PythonProperties(@Nullable String directory, @Nullable String callable, @Nullable String interpreter,
			@DefaultValue("1") int processes, @DefaultValue("4") int threads,
			@DefaultValue Map<String, String> environmentVariables, @DefaultValue("true") boolean inheritEnvironment,
			@DefaultValue("required") Startup startup, @DefaultValue("60s") Duration startupTimeout,
			@Nullable Integer recycleAfterRequests, @Nullable DataSize maxMemory, @Nullable Duration requestTimeout,
			@DefaultValue("5s") Duration interruptGrace, @DefaultValue("auto") Reload reload,
			@DefaultValue("false") boolean preload, @DefaultValue Map<String, String> staticPaths,
			@DefaultValue ResponseSpool responseSpool, @DefaultValue("false") boolean serverTiming) {

		// As ${NAME:} leaves it where a variable is not set.
		public PythonProperties {
			interpreter = StringUtils.hasText(interpreter) ? interpreter : null;
		}

		private void check(String prefix) {
			RefusedValueException.unless(this.directory != null && !this.directory.isBlank(), prefix + ".directory",
					this.directory, "the directory of the application");
			RefusedValueException.unless(this.processes > 0, prefix + ".processes", this.processes, "at least 1");
			RefusedValueException.unless(this.threads > 0, prefix + ".threads", this.threads, "at least 1");
			RefusedValueException.unlessPositive(prefix + ".startup-timeout", this.startupTimeout);
			RefusedValueException.unless(this.recycleAfterRequests == null || this.recycleAfterRequests > 0,
					prefix + ".recycle-after-requests", this.recycleAfterRequests, "at least 1");
			RefusedValueException.unless(this.maxMemory == null || this.maxMemory.toBytes() > 0, prefix + ".max-memory",
					this.maxMemory, "at least 1B");
			RefusedValueException.unlessPositive(prefix + ".request-timeout", this.requestTimeout);
			this.responseSpool.check(prefix + ".response-spool");
			RefusedValueException.unless(!this.interruptGrace.isNegative(), prefix + ".interrupt-grace",
					this.interruptGrace, "at least 0s");
		}

	}

	/**
	 * The properties under {@code wsgi.python.applications.<name>.response-spool}.
	 *
	 * @param memory Maximum size of a response's data that waits for the client in
	 * memory. The rest waits in a temporary file.
	 * @param perResponse Maximum size of the temporary file of a response. When exceeded,
	 * the process waits for the client.
	 * @param total Maximum total size of the temporary files of the application. When
	 * exceeded, processes wait for their clients.
	 * @param directory Directory of the temporary files. By default the system's
	 * temporary directory.
	 */
	public record ResponseSpool(@DefaultValue("64KB") DataSize memory, @DefaultValue("64MB") DataSize perResponse,
			@DefaultValue("1GB") DataSize total, @Nullable String directory) {

		public ResponseSpool {
			directory = StringUtils.hasText(directory) ? directory : null;
		}

		private void check(String prefix) {
			RefusedValueException.unless(!this.memory.isNegative(), prefix + ".memory", this.memory, "at least 0");
			RefusedValueException.unless(!this.total.isNegative(), prefix + ".total", this.total, "at least 0");
			RefusedValueException.unless(!this.perResponse.isNegative() && this.perResponse.compareTo(this.total) <= 0,
					prefix + ".per-response", this.perResponse,
					"at least 0, and no more than '" + prefix + ".total', which is " + this.total);
		}

		SpoolSettings settings(String prefix) {
			return new SpoolSettings(this.memory.toBytes(), this.perResponse.toBytes(), this.total.toBytes(),
					(this.directory != null) ? writable(Path.of(this.directory).toAbsolutePath().normalize(), prefix)
							: null);
		}

		private static Path writable(Path directory, String prefix) {
			if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
				throw new MisconfigurationException(
						"The directory of '" + prefix + ".directory', " + directory + ", "
								+ (Files.isDirectory(directory) ? "is not writable." : "does not exist."),
						"Create the directory and make it writable for the user that runs the JVM, set '" + prefix
								+ ".directory' to another one, or remove the property to use the system's "
								+ "temporary directory.");
			}
			return directory;
		}

	}

	/**
	 * The conditions under which changed files of an application are loaded.
	 */
	public enum Reload {

		/** If Spring Boot's devtools are on the class path. */
		AUTO,

		/** Always. */
		ON,

		/** Never. */
		OFF;

		private static final String DEVTOOLS = "org.springframework.boot.devtools.restart.Restarter";

		boolean isOn(ClassLoader classLoader) {
			return this == ON || (this == AUTO && ClassUtils.isPresent(DEVTOOLS, classLoader));
		}

	}

	/**
	 * The effect of an application that does not start on the start of the server.
	 */
	public enum Startup {

		/** The start waits for the application, and fails with it. */
		REQUIRED,

		/** Requests are answered with 503 until the application has started. */
		OPTIONAL

	}

}
