package io.github.wsgi4j.container;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

import org.springframework.http.HttpStatusCode;

/**
 * Names the observation of a call of an application, from {@code call()} to
 * {@code close()}. A bean of this type replaces the default names.
 */
public interface WsgiObservationConvention extends ObservationConvention<WsgiObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof WsgiObservationContext;
	}

	@Override
	default String getName() {
		return "wsgi.application";
	}

	@Override
	default String getContextualName(WsgiObservationContext context) {
		return "wsgi " + context.getRequest().getApplication();
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(WsgiObservationContext context) {
		HttpStatusCode status = context.getRequest().getExchange().getResponse().getStatusCode();
		Throwable error = context.getError();
		return KeyValues.of(KeyValue.of("application", context.getRequest().getApplication()),
				KeyValue.of("method", context.getRequest().getExchange().getRequest().getMethod().name()),
				KeyValue.of("status", (status != null) ? Integer.toString(status.value()) : "UNKNOWN"),
				KeyValue.of("exception", (error != null) ? error.getClass().getSimpleName() : "none"));
	}

}
