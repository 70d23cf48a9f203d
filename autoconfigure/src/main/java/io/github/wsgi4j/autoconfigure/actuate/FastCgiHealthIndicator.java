package io.github.wsgi4j.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wsgi4j.fastcgi.FastCgiAddress;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports down while no server of an application can be reached.
 */
final class FastCgiHealthIndicator extends AbstractHealthIndicator {

	private final Map<String, FastCgiApplication> applications;

	FastCgiHealthIndicator(Map<String, FastCgiApplication> applications) {
		super("FastCGI servers could not be checked");
		this.applications = applications;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up();
		this.applications.forEach((name, application) -> {
			Map<FastCgiAddress, Boolean> reachable = application.check();
			Map<String, String> servers = new LinkedHashMap<>();
			reachable
				.forEach((server, isUp) -> servers.put(server.toString(), (isUp ? Status.UP : Status.DOWN).getCode()));
			builder.withDetail(name, servers);
			if (!reachable.containsValue(true)) {
				builder.down();
			}
		});
	}

}
