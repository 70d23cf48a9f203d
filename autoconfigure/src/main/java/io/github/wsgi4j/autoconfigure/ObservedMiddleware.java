package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * A middleware whose calls are observed, from the call until it returns a body.
 */
record ObservedMiddleware(NamedMiddleware delegate, ObservationRegistry registry) implements Middleware {

	@Override
	public Application wrap(Application application) {
		Application wrapped = this.delegate.wrap(application);
		return (environ, startResponse) -> Observation.createNotStarted("wsgi.middleware", this.registry)
			.contextualName("wsgi middleware " + this.delegate.name())
			.lowCardinalityKeyValue("middleware", this.delegate.name())
			.observeChecked(() -> wrapped.call(environ, startResponse));
	}

}
