package io.github.wsgi4j.python.application;

import java.util.Locale;
import java.util.Map;

import io.github.wsgi4j.BodyFilter;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * The observation of one call of Python, from the call to the close of its body. A tracer
 * writes its headers to the environ, so that Python can go on with the trace.
 */
final class ObservedCall implements BodyFilter {

	private final Observation observation;

	private ObservedCall(Observation observation) {
		this.observation = observation;
	}

	/**
	 * Begins an observation, a child of the current one.
	 * @return the call, or {@code null} if nobody looks on
	 */
	static @Nullable ObservedCall start(String application, Map<String, Object> environ, ObservationRegistry registry) {
		Observation observation = Observation.createNotStarted("wsgi.python.requests",
				() -> context(application, environ), registry);
		if (observation.isNoop()) {
			return null;
		}
		observation.contextualName("python " + application)
			.lowCardinalityKeyValue("application", application)
			.lowCardinalityKeyValue("outcome", "UNKNOWN")
			.start();
		return new ObservedCall(observation);
	}

	private static Observation.Context context(String application, Map<String, Object> environ) {
		SenderContext<Map<String, Object>> context = new SenderContext<>((carrier, name, value) -> {
			if (carrier != null) {
				carrier.put("HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), value);
			}
		}, Kind.CLIENT);
		context.setCarrier(environ);
		context.setRemoteServiceName(application);
		return context;
	}

	/**
	 * Sees the status on its way to the server.
	 */
	StartResponse seen(StartResponse startResponse) {
		return (status, headers, failure) -> {
			Write write = startResponse.call(status, headers, failure);
			this.observation.lowCardinalityKeyValue("outcome", outcome(status));
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

	/**
	 * Writes a line of the log for the call, on a thread that is not its own, and maybe
	 * when the call is over.
	 */
	void scope(Runnable line) {
		this.observation.scoped(line);
	}

	/**
	 * Ends the observation of a call that has no body to close.
	 */
	void fail(Throwable failure) {
		this.observation.error(failure);
		this.observation.stop();
	}

}
