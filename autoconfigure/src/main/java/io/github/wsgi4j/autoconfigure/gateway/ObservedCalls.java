package io.github.wsgi4j.autoconfigure.gateway;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.BodyFilter;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.http.FieldSyntax;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * Observes each call of an application that is answered elsewhere, from the call to the
 * close of its body. A tracer writes its headers to the environ, so that the other side
 * can go on with the trace.
 *
 * @param technology a part of the observation's name, as in {@code wsgi.python.requests}
 * @param application the name of the application
 * @param registry where its calls are observed
 */
public record ObservedCalls(String technology, String application, ObservationRegistry registry) implements Middleware {

	@Override
	public Application wrap(Application application) {
		return this.registry.isNoop() ? application
				: (environ, startResponse) -> call(application, environ, startResponse);
	}

	@SuppressWarnings("try") // the scope is just closed
	private Iterable<byte[]> call(Application application, Map<String, Object> environ, StartResponse startResponse)
			throws Exception {
		Observation observation = Observation.createNotStarted("wsgi." + this.technology + ".requests",
				() -> context(environ), this.registry);
		if (observation.isNoop()) {
			return application.call(environ, startResponse);
		}
		observation.contextualName(this.technology + " " + this.application)
			.lowCardinalityKeyValue("application", this.application)
			.lowCardinalityKeyValue("outcome", "UNKNOWN")
			.start();
		try (Observation.Scope scope = observation.openScope()) {
			return Body.filter(application.call(environ, seen(observation, startResponse)),
					new UntilClose(observation));
		}
		catch (Exception | Error ex) {
			observation.error(ex);
			observation.stop();
			throw ex;
		}
	}

	private Observation.Context context(Map<String, Object> environ) {
		SenderContext<Map<String, Object>> context = new SenderContext<>((carrier, name, value) -> {
			if (carrier != null) {
				carrier.put(FieldSyntax.variable(name), value);
			}
		}, Kind.CLIENT);
		context.setCarrier(environ);
		context.setRemoteServiceName(this.application);
		return context;
	}

	private static StartResponse seen(Observation observation, StartResponse startResponse) {
		return (status, headers, failure) -> {
			Write write = startResponse.call(status, headers, failure);
			observation.lowCardinalityKeyValue("outcome", outcome(status));
			return write;
		};
	}

	private static String outcome(String status) {
		return switch (status.charAt(0)) {
			case '1' -> "INFORMATIONAL";
			case '2' -> "SUCCESS";
			case '3' -> "REDIRECTION";
			case '4' -> "CLIENT_ERROR";
			case '5' -> "SERVER_ERROR";
			default -> "UNKNOWN";
		};
	}

	/** Ends an observation with the body. */
	private record UntilClose(Observation observation) implements BodyFilter {

		@Override
		public byte[] block(byte[] block) {
			return block;
		}

		@Override
		public void end(@Nullable Throwable failure) {
			if (failure != null) {
				this.observation.error(failure);
			}
		}

		@Override
		public void close(AutoCloseable body) throws Exception {
			try {
				body.close();
			}
			finally {
				this.observation.stop();
			}
		}

	}

}
