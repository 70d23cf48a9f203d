package io.github.wsgi4j.container.response;

import java.util.function.Function;

import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.http.GatewayException;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The status with which an exception of an application is answered: the container's for a
 * body that is too large, and for all others the one that Spring Boot gives it.
 */
public final class FailureStatus implements Function<Throwable, String> {

	@Override
	public String apply(Throwable failure) {
		HttpStatusCode code = code(failure);
		HttpStatus status = HttpStatus.resolve(code.value());
		return code.value() + " " + ((status != null) ? status.getReasonPhrase() : "Unknown");
	}

	private static HttpStatusCode code(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof RequestBodyTooLargeException) {
				return HttpStatus.CONTENT_TOO_LARGE;
			}
		}
		if (failure instanceof GatewayException gateway) {
			return HttpStatusCode.valueOf(gateway.status());
		}
		if (failure instanceof ErrorResponse response) {
			return response.getStatusCode();
		}
		return MergedAnnotations.from(failure.getClass(), MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
			.get(ResponseStatus.class)
			.getValue("code", HttpStatus.class)
			.orElse(HttpStatus.INTERNAL_SERVER_ERROR);
	}

}
