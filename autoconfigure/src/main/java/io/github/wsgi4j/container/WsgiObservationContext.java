package io.github.wsgi4j.container;

import io.micrometer.observation.Observation;

/**
 * What an observation of one call of an application is about.
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
