package io.github.wsgi4j.container.response;

import java.util.List;
import java.util.function.Function;

import io.github.wsgi4j.container.RequestBodyTimeoutException;
import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.http.Causes;
import io.github.wsgi4j.http.gateway.GatewayException;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * The status with which an exception of an application is answered: that of the client's
 * or another server's fault behind it, and else the one that Spring Boot gives it.
 */
public final class FailureStatus implements Function<Throwable, String> {

	@Override
	public String apply(Throwable failure) {
		HttpStatusCode code = code(answerable(failure));
		HttpStatus status = HttpStatus.resolve(code.value());
		return code.value() + " " + ((status != null) ? status.getReasonPhrase() : "Unknown");
	}

	private static HttpStatusCode code(Throwable failure) {
		if (failure instanceof ResponseStatusException response) {
			return response.getStatusCode();
		}
		return MergedAnnotations.from(failure.getClass(), MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
			.get(ResponseStatus.class)
			.getValue("code", HttpStatus.class)
			.orElse(HttpStatus.INTERNAL_SERVER_ERROR);
	}

	/**
	 * Returns the exception to answer. A body that was too large, stalled or broken is
	 * the client's fault, however deep the application has wrapped the exception. One
	 * that Spring would take for a lost client is about another connection of the
	 * application, and the client of this one is waiting.
	 */
	public static Throwable answerable(Throwable failure) {
		List<Throwable> causes = Causes.of(failure);
		for (Throwable cause : causes) {
			if (cause instanceof RequestBodyTooLargeException || cause instanceof RequestBodyTimeoutException
					|| cause instanceof ServerWebInputException) {
				return cause;
			}
			if (cause instanceof GatewayException gateway) {
				return answerable(gateway, failure);
			}
		}
		// Spring would follow such causes for ever.
		boolean endless = causes.get(causes.size() - 1).getCause() != null;
		if (endless || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
			return new ApplicationFailedException(failure);
		}
		// Spring Boot looks for a status in no other exception.
		return (failure instanceof ErrorResponse response && !(failure instanceof ResponseStatusException))
				? new ResponseStatusException(response.getStatusCode(), response.getBody().getDetail(), failure)
				: failure;
	}

	/**
	 * Returns whether an exception to answer is the fault of a server behind this one.
	 * Unlike a 500, Spring Boot does not log that.
	 */
	public static boolean isGateways(Throwable answerable) {
		HttpStatusCode code = code(answerable);
		return HttpStatus.BAD_GATEWAY.isSameCodeAs(code) || HttpStatus.GATEWAY_TIMEOUT.isSameCodeAs(code);
	}

	private static ResponseStatusException answerable(GatewayException gateway, Throwable failure) {
		HttpStatusCode status = HttpStatusCode.valueOf(gateway.status());
		String reason = String.valueOf(gateway.getMessage());
		return HttpStatus.SERVICE_UNAVAILABLE.isSameCodeAs(status) ? new UnavailableException(reason, failure)
				: new ResponseStatusException(status, reason, failure);
	}

}
