package io.github.wsgi4j.autoconfigure;

import java.util.List;
import java.util.function.Consumer;

import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.middleware.validation.Validator;
import io.github.wsgi4j.middleware.validation.Violation;

/**
 * Makes the validators that stand before and behind each middleware.
 */
final class Validators {

	private final ValidationMode mode;

	private final double sample;

	private final List<ViolationListener> listeners;

	Validators(WsgiProperties properties, List<ViolationListener> listeners) {
		this.mode = properties.validate();
		this.sample = properties.validateSample();
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * The validators on the way to a mounted application.
	 */
	Middleware between(String server, String application, String mounted) {
		Consumer<Violation> told = (violation) -> this.listeners
			.forEach((listener) -> listener.violated(mounted, violation));
		return switch (this.mode) {
			case OFF -> Middleware.identity();
			case WARN -> Validator.warn(told).between(server, application).sampling(this.sample);
			case FAIL -> Validator.fail(told).between(server, application).sampling(this.sample);
		};
	}

}
