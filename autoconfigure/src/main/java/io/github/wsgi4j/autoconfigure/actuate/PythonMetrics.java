package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Map;

import io.github.wsgi4j.python.application.PythonApplication;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters of Python applications.
 */
record PythonMetrics(Map<String, PythonApplication> applications) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		this.applications.forEach((name, application) -> {
			Gauge.builder("wsgi.python.processes", application, PythonMetrics::ready)
				.description("Processes of a Python application that accept requests")
				.baseUnit("processes")
				.tag("application", name)
				.register(registry);
			Gauge.builder("wsgi.python.threads.busy", application, PythonApplication::busyThreads)
				.description("Threads of a Python application that are handling a request")
				.baseUnit("threads")
				.tag("application", name)
				.register(registry);
			Gauge.builder("wsgi.python.waiting", application, PythonApplication::waiting)
				.description("Requests that wait for a thread of a Python application")
				.baseUnit("requests")
				.tag("application", name)
				.register(registry);
		});
	}

	private static long ready(PythonApplication application) {
		return application.status().processes().stream().filter((process) -> process.state().equals("READY")).count();
	}

}
