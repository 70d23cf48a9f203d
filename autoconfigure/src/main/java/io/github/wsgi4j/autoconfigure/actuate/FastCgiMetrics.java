package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Map;

import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters of applications of FastCGI servers.
 */
record FastCgiMetrics(Map<String, FastCgiApplication> applications) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		this.applications.forEach((name, application) -> {
			Gauge.builder("wsgi.fastcgi.connections.active", application, FastCgiApplication::activeConnections)
				.description("Connections to FastCGI servers that are handling a request")
				.baseUnit("connections")
				.tag("application", name)
				.register(registry);
			Gauge.builder("wsgi.fastcgi.waiting", application, FastCgiApplication::waiting)
				.description("Requests that wait for a connection to a FastCGI server")
				.baseUnit("requests")
				.tag("application", name)
				.register(registry);
		});
	}

}
