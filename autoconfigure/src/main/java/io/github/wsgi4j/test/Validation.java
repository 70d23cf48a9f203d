package io.github.wsgi4j.test;

import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.middleware.validation.ValidationException;
import io.github.wsgi4j.middleware.validation.Validator;
import io.github.wsgi4j.middleware.validation.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Holds an application to the rules for the time of one exchange. It remembers what was
 * broken, since an application may catch the exception that tells so.
 */
final class Validation {

	private final AtomicReference<@Nullable ValidationException> verdict = new AtomicReference<>();

	private final Validator validator = Validator.warn(this::fail).between("client", "application");

	private Validation() {
	}

	/**
	 * Runs an exchange with an application that has to keep the rules.
	 * @throws ValidationException the first violation
	 */
	static WsgiResponse run(Exchange exchange, Application application) {
		Validation validation = new Validation();
		WsgiResponse response = exchange.run(application, validation.validator);
		ValidationException verdict = validation.verdict.get();
		if (verdict != null) {
			throw verdict;
		}
		return response;
	}

	/**
	 * Whether a failure is a verdict on the test, and not just a way in which an
	 * application can fail.
	 */
	static boolean isVerdict(Throwable failure) {
		return failure instanceof AssertionError || failure instanceof ValidationException;
	}

	private void fail(Violation violation) {
		ValidationException broken = new ValidationException(violation);
		this.verdict.compareAndSet(null, broken);
		throw broken;
	}

}
