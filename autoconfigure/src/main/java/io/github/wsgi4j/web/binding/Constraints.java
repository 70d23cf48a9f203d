package io.github.wsgi4j.web.binding;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The constraints that stand at records and their components.
 */
interface Constraints {

	/**
	 * Finds those of Jakarta Validation, or none if it is not present.
	 */
	static Constraints find() {
		try {
			return JakartaConstraints.find();
		}
		catch (NoClassDefFoundError ex) {
			return new None();
		}
	}

	/**
	 * Tells what is wrong with the value of one component.
	 */
	void check(Class<?> type, String name, @Nullable Object value, BiConsumer<String, String> mistakes);

	/**
	 * Tells what is wrong with a record as a whole.
	 */
	void check(Object value, BiConsumer<String, String> mistakes);

	/** Nothing is constrained. */
	record None() implements Constraints {

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
