package io.github.wsgi4j.autoconfigure.diagnostics;

import java.time.Duration;
import java.util.Locale;

import io.github.wsgi4j.http.FieldSyntax;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the value of a property is of the right type but out of range.
 */
public final class RefusedValueException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final @Nullable String value;

	private final String range;

	private RefusedValueException(String property, @Nullable Object value, String range) {
		super("The property '" + property + "' is refused, which is " + value + ". It must be " + range + ".");
		this.property = property;
		this.value = (value != null) ? value.toString() : null;
		this.range = range;
	}

	/**
	 * Throws the exception unless a value is valid.
	 * @param range the values that are, as in "at least 1"
	 */
	public static void unless(boolean valid, String property, @Nullable Object value, String range) {
		if (!valid) {
			throw new RefusedValueException(property, value, range);
		}
	}

	/**
	 * Throws the exception if a value cannot be that of a header: each response would
	 * fail. YAML ends a text of several lines with a line break.
	 */
	public static void unlessHeaderValue(String property, @Nullable String value) {
		unless(value == null || FieldSyntax.invalid(value) < 0, property, value,
				"the value of a header: one line, without control characters and characters above U+00FF");
	}

	/**
	 * Throws the exception if no request has a method, whose case counts: RFC 9110,
	 * section 9.1.
	 */
	public static void unlessMethod(String property, String name) {
		unless(FieldSyntax.isToken(name) && name.equals(name.toUpperCase(Locale.ROOT)), property, name,
				"a method in capital letters, as in 'PUT'");
	}

	/**
	 * Throws the exception if a time is set that is not positive.
	 */
	public static void unlessPositive(String property, @Nullable Duration time) {
		unless(time == null || (!time.isNegative() && !time.isZero()), property, time, "more than 0s");
	}

	String getProperty() {
		return this.property;
	}

	@Nullable String getValue() {
		return this.value;
	}

	String getRange() {
		return this.range;
	}

}
