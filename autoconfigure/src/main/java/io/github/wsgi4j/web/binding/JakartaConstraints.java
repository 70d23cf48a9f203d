package io.github.wsgi4j.web.binding;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.github.wsgi4j.web.negotiation.AcceptedLanguages;
import io.github.wsgi4j.web.negotiation.Varying;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;

/**
 * The constraints of Jakarta Validation, with messages in the language that the client
 * prefers.
 */
public final class JakartaConstraints implements Constraints {

	private final ValidatorFactory factory;

	public JakartaConstraints(ValidatorFactory factory) {
		this.factory = factory;
	}

	static Constraints find() {
		try {
			return new JakartaConstraints(Validation.buildDefaultValidatorFactory());
		}
		catch (NoProviderFoundException ex) {
			// There is the interface alone, which other libraries bring.
			return (environ) -> new None();
		}
		catch (ValidationException ex) {
			return (environ) -> new Unavailable(ex);
		}
	}

	@Override
	public Checks checks(Map<String, Object> environ) {
		return new Validated(this.factory.usingContext()
			.messageInterpolator(new Messages(this.factory.getMessageInterpolator(), environ))
			.getValidator());
	}

	/** The checks of a validator. */
	private record Validated(Validator validator) implements Checks {

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
			this.validator.validate(value)
				.stream()
				.map((violation) -> Map.entry(field(violation.getPropertyPath()), violation.getMessage()))
				.sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry::getValue))
				.forEach((mistake) -> mistakes.accept(mistake.getKey(), mistake.getValue()));
		}

		// As in "tags[1].<list element>", which no client would take for its field.
		private static String field(Path path) {
			return path.toString().replaceAll("\\.<[a-z ]+>", "");
		}

	}

	/** Those of a factory, in the language of a request. */
	private record Messages(MessageInterpolator all, Map<String, Object> environ) implements MessageInterpolator {

		@Override
		public String interpolate(String template, Context context) {
			Varying.add(this.environ, "Accept-Language");
			List<Locale> languages = AcceptedLanguages.of(this.environ);
			return languages.isEmpty() ? this.all.interpolate(template, context)
					: this.all.interpolate(template, context, languages.get(0));
		}

		@Override
		public String interpolate(String template, Context context, Locale locale) {
			return this.all.interpolate(template, context, locale);
		}

	}

	/** Jakarta Validation does not start, which only a record with constraints needs. */
	private record Unavailable(ValidationException reason) implements Checks {

		@Override
		public void check(Class<?> type, String name, @Nullable Object value, BiConsumer<String, String> mistakes) {
			if (Stream.concat(Stream.of(type), Stream.of(type.getRecordComponents()).flatMap(Unavailable::elements))
				.flatMap((element) -> Stream.of(element.getAnnotations()))
				.anyMatch((annotation) -> isConstraint(annotation.annotationType()))) {
				throw new IllegalStateException("Jakarta Validation cannot check the constraints of " + type.getName()
						+ ": " + this.reason.getMessage(), this.reason);
			}
		}

		@Override
		public void check(Object value, BiConsumer<String, String> mistakes) {
			if (value instanceof Record) {
				check(value.getClass(), "", null, mistakes);
			}
		}

		private static Stream<AnnotatedElement> elements(RecordComponent component) {
			Stream<AnnotatedElement> arguments = (component
				.getAnnotatedType() instanceof AnnotatedParameterizedType generic)
						? Stream.of(generic.getAnnotatedActualTypeArguments()) : Stream.empty();
			return Stream.concat(Stream.of(component.getAccessor(), component.getAnnotatedType()), arguments);
		}

		// The list of a repeated one has no mark.
		private static boolean isConstraint(Class<?> annotation) {
			return annotation.isAnnotationPresent(Constraint.class)
					|| annotation.getName().startsWith("jakarta.validation.");
		}

	}

}
