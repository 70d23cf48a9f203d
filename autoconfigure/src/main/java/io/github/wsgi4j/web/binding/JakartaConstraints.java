package io.github.wsgi4j.web.binding;

import java.util.function.BiConsumer;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

/**
 * The constraints of Jakarta Validation.
 */
final class JakartaConstraints implements Constraints {

	private final Validator validator;

	private JakartaConstraints(Validator validator) {
		this.validator = validator;
	}

	static Constraints find() {
		try {
			return new JakartaConstraints(Validation.buildDefaultValidatorFactory().getValidator());
		}
		catch (NoProviderFoundException ex) {
			// There is the interface alone, which other libraries bring.
			return new None();
		}
	}

	@Override
	public void check(Class<?> type, String name, @Nullable Object value, BiConsumer<String, String> mistakes) {
		// A set, whose order is another one in each run.
		this.validator.validateValue(type, name, value)
			.stream()
			.map(ConstraintViolation::getMessage)
			.sorted()
			.forEach((message) -> mistakes.accept(name, message));
	}

	@Override
	public void check(Object value, BiConsumer<String, String> mistakes) {
		// Those of the components are known.
		this.validator.validate(value)
			.forEach((violation) -> mistakes.accept(violation.getPropertyPath().toString(), violation.getMessage()));
	}

}
