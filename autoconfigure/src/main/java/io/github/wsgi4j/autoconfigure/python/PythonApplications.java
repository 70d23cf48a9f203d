package io.github.wsgi4j.autoconfigure.python;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.github.wsgi4j.autoconfigure.DeployerVariables;
import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;
import io.github.wsgi4j.autoconfigure.gateway.ObservedCalls;
import io.github.wsgi4j.autoconfigure.gateway.ServerLoops;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonProperties.PythonProperties;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonProperties.Startup;
import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.python.PythonSettings;
import io.github.wsgi4j.python.application.PythonApplication;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Creates Python applications out of their properties.
 */
record PythonApplications(WsgiPythonProperties properties, ConfigurableEnvironment environment, ServerLoops loops,
		ObservationRegistry observations, Function<String, ApplicationLimits> limits) {

	PythonApplication create(String name) {
		PythonProperties properties = this.properties.applications().get(name);
		if (properties == null) {
			throw ApplicationKind.PYTHON.noPropertiesNow(name);
		}
		String prefix = WsgiPythonProperties.NAME + "." + name;
		Map<String, String> variables = DeployerVariables.of(prefix + ".environment-variables",
				properties.environmentVariables(), this.environment);
		PythonSettings settings = settings(name, properties, variables, this.limits.apply(name));
		StaticPaths files = new StaticPaths(prefix, this.environment);
		return new PythonApplication(settings, this.loops, files.below(settings.directory(), properties.staticPaths())
			.then(new ObservedCalls("python", name, this.observations)), this.observations);
	}

	static PythonSettings settings(String name, PythonProperties properties, Map<String, String> variables,
			ApplicationLimits limits) {
		Path directory = Path.of(Objects.requireNonNull(properties.directory())).toAbsolutePath().normalize();
		Integer requests = properties.recycleAfterRequests();
		return new PythonSettings(name, directory, properties.callable(), properties.interpreter(),
				properties.processes(), properties.threads(), variables, properties.inheritEnvironment(),
				properties.startup() == Startup.REQUIRED, properties.startupTimeout(),
				(requests != null) ? requests : 0,
				(properties.maxMemory() != null) ? properties.maxMemory().toBytes() : 0,
				Objects.requireNonNullElse(properties.requestTimeout(), Duration.ZERO), limits.responseTimeout(),
				limits.maxQueue(), properties.interruptGrace(),
				properties.reload().isOn(PythonApplications.class.getClassLoader()),
				properties.responseSpool().settings(WsgiPythonProperties.NAME + "." + name + ".response-spool"),
				properties.preload(), properties.serverTiming());
	}

}
