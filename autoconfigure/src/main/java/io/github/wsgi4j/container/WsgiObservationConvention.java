package io.github.wsgi4j.container;

import java.util.List;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

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
		ServerHttpResponse response = context.getRequest().getExchange().getResponse();
		Throwable error = context.getError();
		// The status of an error page comes later, and Reactor Netty has 200 until then.
		HttpStatusCode status = (error == null || response.isCommitted()) ? response.getStatusCode() : null;
		HttpMethod method = context.getRequest().getExchange().getRequest().getMethod();
		return KeyValues.of(KeyValue.of("application", context.getRequest().getApplication()),
				// As Spring does it: each value is a meter, and clients make methods up.
				KeyValue.of("method", List.of(HttpMethod.values()).contains(method) ? method.name() : "UNKNOWN"),
				KeyValue.of("status", (status != null) ? Integer.toString(status.value()) : "UNKNOWN"),
				KeyValue.of("exception", (error != null) ? error.getClass().getSimpleName() : "none"));
	}

}
