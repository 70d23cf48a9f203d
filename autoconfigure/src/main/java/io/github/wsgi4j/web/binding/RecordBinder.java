package io.github.wsgi4j.web.binding;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Makes a record of texts by the names of its components. All that is wrong with them is
 * told at once: what is missing or malformed, the constraints of Jakarta Validation where
 * that is present, and what the record's constructor refuses.
 *
 * @param <R> the type of the record
 */
public final class RecordBinder<R extends Record> {

	private final Class<R> type;

	private final Map<String, Object> environ;

	private final BiConsumer<String, String> mistakes;

	private boolean failed;

	/**
	 * Creates a binder for one record.
	 * @param environ the request that the texts come from
	 * @param mistakes is told the name and what is wrong, the name being empty if it is
	 * the record as a whole
	 */
	public RecordBinder(Class<R> type, Map<String, Object> environ, BiConsumer<String, String> mistakes) {
		this.type = type;
		this.environ = environ;
		this.mistakes = (name, mistake) -> {
			this.failed = true;
			mistakes.accept(name, mistake);
		};
	}

	/**
	 * Makes the record, or tells what is wrong.
	 * @param values finds the texts of a name, none if there is no such name
	 * @throws UnsupportedOperationException if a component is of a type that no text
	 * becomes
	 */
	public @Nullable R bind(Function<String, List<String>> values) {
		Constraints.Checks constraints = Constraints.of(this.environ);
		RecordComponent[] components = this.type.getRecordComponents();
		@Nullable Object[] arguments = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			RecordComponent component = components[i];
			try {
				Object value = read(component, values.apply(component.getName()));
				constraints.check(this.type, component.getName(), value, this.mistakes);
				arguments[i] = value;
			}
			catch (Mistake ex) {
				this.mistakes.accept(component.getName(), ex.getMessage());
			}
			catch (UnsupportedOperationException ex) {
				throw new UnsupportedOperationException("The component '" + component.getName() + "' of "
						+ this.type.getName() + " cannot be bound: there is no conversion to "
						+ component.getGenericType().getTypeName(), ex);
			}
		}
		R value = this.failed ? null : create(components, arguments);
		if (value != null) {
			constraints.check(value, this.mistakes);
		}
		return this.failed ? null : value;
	}

	private @Nullable R create(RecordComponent[] components, @Nullable Object[] arguments) {
		try {
			Constructor<R> constructor = this.type
				.getDeclaredConstructor(Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
			constructor.setAccessible(true);
			return constructor.newInstance(arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof IllegalArgumentException refusal) {
				String message = refusal.getMessage();
				this.mistakes.accept("", (message != null) ? message : "The values are inconsistent");
				return null;
			}
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Object read(RecordComponent component, List<String> texts) throws Mistake {
		Class<?> type = component.getType();
		if (type == List.class) {
			return convert(argument(component), texts);
		}
		Class<?> wanted = (type == Optional.class) ? argument(component) : type;
		List<?> values = convert(wanted, texts.subList(0, Math.min(texts.size(), 1)));
		if (type == Optional.class) {
			return values.stream().findFirst();
		}
		if (!values.isEmpty()) {
			return values.get(0);
		}
		// A browser does not send a box that is not ticked.
		if (type == boolean.class) {
			return false;
		}
		if (!isNullable(component)) {
			throw new Mistake("is missing");
		}
		return null;
	}

	private static List<?> convert(Class<?> type, List<String> texts) throws Mistake {
		Function<String, ?> reader = Conversions.to(type);
		try {
			return texts.stream().filter((text) -> type == String.class || !text.isBlank()).map(reader).toList();
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw new Mistake("is malformed");
		}
	}

	private static Class<?> argument(RecordComponent component) {
		Type type = component.getGenericType();
		if (type instanceof ParameterizedType generic
				&& generic.getActualTypeArguments()[0] instanceof Class<?> element) {
			return element;
		}
		throw new UnsupportedOperationException("There is no conversion to " + type.getTypeName());
	}

	private static boolean isNullable(RecordComponent component) {
		return Stream
			.of(component.getAnnotatedType().getAnnotations(), component.getAnnotations(),
					component.getAccessor().getAnnotations())
			.flatMap(Stream::of)
			.map(Annotation::annotationType)
			.anyMatch((annotation) -> annotation.getSimpleName().equals("Nullable"));
	}

	/** A mistake in one component. */
	private static final class Mistake extends Exception {

		Mistake(String message) {
			super(message, null, false, false);
		}

		@Override
		public String getMessage() {
			return String.valueOf(super.getMessage());
		}

	}

}
