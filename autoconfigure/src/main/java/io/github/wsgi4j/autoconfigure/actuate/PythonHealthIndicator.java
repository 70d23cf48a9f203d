package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Map;

import io.github.wsgi4j.autoconfigure.python.WsgiPythonProperties;
import io.github.wsgi4j.python.application.PythonApplication;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports down while no process of a required Python application is running.
 */
final class PythonHealthIndicator extends AbstractHealthIndicator {

	private final Map<String, PythonApplication> applications;

	private final WsgiPythonProperties properties;

	PythonHealthIndicator(Map<String, PythonApplication> applications, WsgiPythonProperties properties) {
		super("Python applications could not be checked");
		this.applications = applications;
		this.properties = properties;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up();
		this.applications.forEach((name, application) -> {
			boolean isUp = application.isUp();
			builder.withDetail(name, (isUp ? Status.UP : Status.DOWN).getCode());
			if (!isUp && this.properties.isRequired(name)) {
				builder.down();
			}
		});
	}

}
