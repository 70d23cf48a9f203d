package io.github.wsgi4j.container;

import io.micrometer.observation.Observation;

/**
 * The context of an observation of one call of an application.
 */
public final class WsgiObservationContext extends Observation.Context {

	private final ActiveRequest request;

	public WsgiObservationContext(ActiveRequest request) {
		this.request = request;
	}

	/**
	 * The request that the application was called for.
	 * @return the request
	 */
	public ActiveRequest getRequest() {
		return this.request;
	}

}
