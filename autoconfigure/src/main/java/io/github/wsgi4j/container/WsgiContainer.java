package io.github.wsgi4j.container;

import java.util.List;

import io.github.wsgi4j.Application;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What calls applications: one for all that are mounted.
 *
 * @param execution where applications run
 * @param settings how they are served
 * @param customizers what adds to their environs
 * @param listeners what is told of their requests
 * @param observations where their calls are observed
 * @param convention how an observation of a call is named, or {@code null} for what is
 * usual
 * @param watch what sees to it that responses keep their limits
 */
public record WsgiContainer(Execution execution, WsgiSettings settings, List<EnvironCustomizer> customizers,
		List<RequestListener> listeners, ObservationRegistry observations,
		@Nullable WsgiObservationConvention convention, LimitWatch watch) {

	/**
	 * Creates a container that later changes of the lists do not reach.
	 */
	public WsgiContainer {
		customizers = List.copyOf(customizers);
		listeners = List.copyOf(listeners);
	}

	/**
	 * Creates a container without anything that looks on.
	 * @param execution where applications run
	 * @param settings how they are served
	 */
	public WsgiContainer(Execution execution, WsgiSettings settings) {
		this(execution, settings, List.of(), List.of(), ObservationRegistry.NOOP, null, new LimitWatch());
	}

	/**
	 * A container that is the same but for where its applications run.
	 * @param execution where applications run
	 * @param buffering when they are called
	 * @return the other container
	 */
	public WsgiContainer with(Execution execution, Buffering buffering) {
		return new WsgiContainer(execution, this.settings.with(buffering), this.customizers, this.listeners,
				this.observations, this.convention, this.watch);
	}

	/**
	 * A container that is the same but for what requests may take up.
	 * @param limits the limits
	 * @return the other container
	 */
	public WsgiContainer with(Limits limits) {
		return new WsgiContainer(this.execution, this.settings.with(limits), this.customizers, this.listeners,
				this.observations, this.convention, this.watch);
	}

	/**
	 * Makes an application answer HTTP.
	 * @param name the application's name, in meters and logs
	 * @param path the path that leads to it: empty, or starting but not ending with a
	 * slash
	 * @param middleware the names of what is around it, the outermost first
	 * @param application the application, with all that is around it
	 * @return the application at its place
	 */
	public MountedApplication mount(String name, String path, List<String> middleware, Application application) {
		Execution own = this.execution.forApplication(name);
		return new MountedApplication(name, path, middleware, own, application,
				new WsgiHandler(this, own, name, path, application));
	}

}
