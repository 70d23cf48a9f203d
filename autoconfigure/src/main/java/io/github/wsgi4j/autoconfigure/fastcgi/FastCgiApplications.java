package io.github.wsgi4j.autoconfigure.fastcgi;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.github.wsgi4j.autoconfigure.DeployerVariables;
import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;
import io.github.wsgi4j.autoconfigure.fastcgi.WsgiFastCgiProperties.FastCgiProperties;
import io.github.wsgi4j.autoconfigure.gateway.ObservedCalls;
import io.github.wsgi4j.autoconfigure.gateway.ServerLoops;
import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.system.JavaVersion;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Creates applications of FastCGI servers out of their properties.
 */
record FastCgiApplications(WsgiFastCgiProperties properties, ConfigurableEnvironment environment, ServerLoops loops,
		ObservationRegistry observations, Function<String, ApplicationLimits> limits) {

	FastCgiApplication create(String name) {
		FastCgiProperties properties = this.properties.applications().get(name);
		if (properties == null) {
			throw ApplicationKind.FASTCGI.noPropertiesNow(name);
		}
		String prefix = ApplicationKind.FASTCGI.property() + "." + name;
		Map<String, String> parameters = DeployerVariables.of(prefix + ".parameters", properties.parameters(),
				this.environment);
		return new FastCgiApplication(properties.settings(name, prefix, parameters, this.limits.apply(name)),
				this.loops, threads(), new ObservedCalls("fastcgi", name, this.observations), this.observations);
	}

	// They wait for slow clients, each for one of them.
	private static Executor threads() {
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("wsgi-fastcgi-");
		threads.setVirtualThreads(JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE));
		return threads;
	}

}
