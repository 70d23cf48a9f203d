package io.github.wsgi4j.web.binding;

import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The constraints that stand at records and their components. An environ may hold some
 * under {@link #KEY}: on a server those that Spring's validation knows.
 */
public interface Constraints {

	/** The variable of an environ that holds {@code Constraints}. */
	String KEY = "wsgi4j.constraints";

	/**
	 * Returns the checks for a request: of the constraints of its environ, or else of
	 * those of Jakarta Validation, or none if it is not present.
	 */
	static Checks of(Map<String, Object> environ) {
		return ((environ.get(KEY) instanceof Constraints constraints) ? constraints : Default.CONSTRAINTS)
			.checks(environ);
	}

	/**
	 * Returns the checks for a request.
	 */
	Checks checks(Map<String, Object> environ);

	/** The checks for one request. */
	interface Checks {

		/**
		 * Tells what is wrong with the value of one component.
		 */
		void check(Class<?> type, String name, @Nullable Object value, BiConsumer<String, String> mistakes);

		/**
		 * Tells what is wrong with a value, by the paths of its properties, and under no
		 * name with the whole of it.
		 */
		void check(Object value, BiConsumer<String, String> mistakes);

		/**
		 * Tells what is wrong with a value or, if it is a collection, with its elements.
		 */
		default void checkAll(@Nullable Object value, BiConsumer<String, String> mistakes) {
			if (value instanceof Collection<?> elements) {
				int index = 0;
				for (Object element : elements) {
					String place = "[" + index++ + "]";
					if (element != null) {
						check(element, (name, mistake) -> mistakes.accept(name.isEmpty() ? place : place + "." + name,
								mistake));
					}
				}
			}
			else if (value != null) {
				check(value, mistakes);
			}
		}

	}

	/** Those that are looked for only where an environ has none. */
	final class Default {

		private static final Constraints CONSTRAINTS = find();

		private Default() {
		}

		private static Constraints find() {
			try {
				return JakartaConstraints.find();
			}
			catch (NoClassDefFoundError ex) {
				return (environ) -> new None();
			}
		}

	}

	/** Nothing is constrained. */
	record None() implements Checks {

		@Override
		public void check(Class<?> type, String name, @Nullable Object value, BiConsumer<String, String> mistakes) {
			// Any value is right.
		}

		@Override
		public void check(Object value, BiConsumer<String, String> mistakes) {
			// Any record is right.
		}

	}

}
