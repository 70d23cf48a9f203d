package io.github.wsgi4j.autoconfigure.python;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.application.PythonApplication;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the Python applications before the web server accepts requests, all at the same
 * time, and stops them when it has no connections any more.
 */
final class PythonLifecycle implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(PythonLifecycle.class);

	private final Map<String, PythonApplication> applications;

	private final WsgiPythonProperties properties;

	private volatile boolean running;

	PythonLifecycle(Map<String, PythonApplication> applications, WsgiPythonProperties properties) {
		this.applications = applications;
		this.properties = properties;
	}

	@Override
	public void start() {
		try {
			this.applications.values().forEach(PythonApplication::start);
			this.applications.forEach(this::await);
			this.running = true;
		}
		finally {
			if (!this.running) {
				stop();
			}
		}
	}

	private void await(String name, PythonApplication application) {
		if (this.properties.isRequired(name)) {
			application.awaitReady();
		}
		else {
			Thread thread = new Thread(() -> awaitOptional(name, application), "wsgi-python-" + name);
			thread.setDaemon(true);
			thread.start();
		}
	}

	private static void awaitOptional(String name, PythonApplication application) {
		try {
			application.awaitReady();
		}
		catch (PythonStartException ex) {
			// The reason is in the log of the application.
			logger.warn("The Python application '" + name + "' has not started. The start is retried, and requests "
					+ "are answered with 503 until it succeeds.");
		}
		catch (IllegalStateException ex) {
			// Closed meanwhile.
		}
	}

	@Override
	public void stop() {
		this.running = false;
		// Not in the common pool, whose threads may all wait for something.
		Executor threads = (task) -> new Thread(task, "wsgi-python-stop").start();
		CompletableFuture
			.allOf(this.applications.values()
				.stream()
				.map((application) -> CompletableFuture.runAsync(application::close, threads))
				.toArray(CompletableFuture[]::new))
			.join();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// Processes that go on cost less than a start of them for each class of tests.
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 2;
	}

}
