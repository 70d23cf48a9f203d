package io.github.wsgi4j.container;

import java.util.List;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The container that calls applications: one for all that are mounted.
 *
 * @param execution where applications run
 * @param settings how they are served
 * @param customizers what adds to their environs
 * @param listeners what is told of their requests
 * @param observations where their calls are observed
 * @param convention how an observation of a call is named, or {@code null} for what is
 * usual
 */
public record WsgiContainer(Execution execution, WsgiSettings settings, List<EnvironCustomizer> customizers,
		List<RequestListener> listeners, ObservationRegistry observations,
		@Nullable WsgiObservationConvention convention) {

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
		this(execution, settings, List.of(), List.of(), ObservationRegistry.NOOP, null);
	}

	/**
	 * A container that is the same but for where its applications run.
	 * @param execution where applications run
	 * @param buffering when they are called
	 * @return the other container
	 */
	public WsgiContainer with(Execution execution, Buffering buffering) {
		return new WsgiContainer(execution, this.settings.with(buffering), this.customizers, this.listeners,
				this.observations, this.convention);
	}

	/**
	 * A container that is the same but for what requests may take up.
	 * @param limits the limits
	 * @return the other container
	 */
	public WsgiContainer with(ApplicationLimits limits) {
		return new WsgiContainer(this.execution, this.settings.with(limits), this.customizers, this.listeners,
				this.observations, this.convention);
	}

	/**
	 * A container that is the same but for Spring Security's token against cross-site
	 * request forgery, which its environs have.
	 * @return the other container
	 */
	public WsgiContainer withCsrfToken() {
		return new WsgiContainer(this.execution, this.settings.withCsrfToken(), this.customizers, this.listeners,
				this.observations, this.convention);
	}

}
