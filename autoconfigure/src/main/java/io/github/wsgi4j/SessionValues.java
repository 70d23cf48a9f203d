package io.github.wsgi4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Checks, copies and reads the values of a {@link Session}, for implementations of
 * sessions. Lists and maps are copied both ways, so that no change goes unnoticed.
 */
public final class SessionValues {

	private static final String KINDS = "strings, booleans, numbers (Integer, Long and Double), and lists and "
			+ "maps of these";

	private static final Set<Class<?>> TYPES = Set.of(String.class, Boolean.class, Integer.class, Long.class,
			Double.class, Number.class, List.class, Map.class, Object.class);

	private static final int DEEPEST = 16;

	/** Up to here each whole number is a {@code double} of its own. */
	private static final long EXACT = 1L << 53;

	private SessionValues() {
	}

	/**
	 * Returns a value in the form in which it is kept: lists are {@link ArrayList}s, and
	 * maps {@link LinkedHashMap}s.
	 * @param value the value
	 * @return a copy that has nothing in common with it
	 * @throws IllegalArgumentException if it, or a part of it, has an unsupported type
	 */
	public static Object copy(@Nullable Object value) {
		return copy(value, 0);
	}

	private static Object copy(@Nullable Object value, int depth) {
		if (depth > DEEPEST) {
			throw new IllegalArgumentException("A session keeps lists and maps that are nested " + DEEPEST + " deep");
		}
		if (value instanceof List<?> list) {
			List<Object> copy = new ArrayList<>(list.size());
			list.forEach((element) -> copy.add(copy(element, depth + 1)));
			return copy;
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, Object> copy = new LinkedHashMap<>();
			map.forEach((name, element) -> copy.put(name(name), copy(element, depth + 1)));
			return copy;
		}
		if (value instanceof String || value instanceof Boolean || value instanceof Integer || value instanceof Long
				|| value instanceof Double) {
			return value;
		}
		throw new IllegalArgumentException("A session cannot keep " + kind(value) + ": it keeps " + KINDS);
	}

	private static String name(@Nullable Object name) {
		if (name instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException(
				"A session cannot keep a map with " + kind(name) + " as a name: its names are strings");
	}

	private static String kind(@Nullable Object value) {
		return (value != null) ? "a value of the type " + value.getClass().getName() : "null";
	}

	/**
	 * Reads a value. Numbers are converted if no information is lost.
	 * @param <T> the type
	 * @param value the value, or {@code null} if there is none
	 * @param type one of the types of values, {@code Number} or {@code Object}
	 * @return a copy of the value, or {@code null} if there is none of this type
	 * @throws IllegalArgumentException if no value can be of this type
	 */
	public static <T> @Nullable T read(@Nullable Object value, Class<T> type) {
		if (!TYPES.contains(type)) {
			throw new IllegalArgumentException(
					"A session has no value of the type " + type.getName() + ": it keeps " + KINDS);
		}
		Object converted = convert(value, type);
		try {
			return type.isInstance(converted) ? type.cast(copy(converted)) : null;
		}
		catch (IllegalArgumentException ex) {
			// A store may also have what somebody else has put there.
			return null;
		}
	}

	private static @Nullable Object convert(@Nullable Object value, Class<?> type) {
		if (value instanceof Integer number) {
			return (type == Long.class) ? (Object) number.longValue() : toDouble(number, type);
		}
		if (value instanceof Long number) {
			boolean fits = type == Integer.class && number.intValue() == number;
			return fits ? (Object) number.intValue() : toDouble(number, type);
		}
		return value;
	}

	private static Object toDouble(Number number, Class<?> type) {
		boolean exact = type == Double.class && Math.abs(number.longValue()) <= EXACT;
		return exact ? (Object) number.doubleValue() : number;
	}

	static <T> List<T> list(@Nullable List<?> values, Class<T> type) {
		List<T> list = new ArrayList<>();
		for (Object value : (values != null) ? values : List.of()) {
			T element = read(value, type);
			if (element == null) {
				return new ArrayList<>();
			}
			list.add(element);
		}
		return list;
	}

	static <T> Map<String, T> map(@Nullable Map<?, ?> values, Class<T> type) {
		Map<String, T> map = new LinkedHashMap<>();
		for (Map.Entry<?, ?> value : ((values != null) ? values : Map.of()).entrySet()) {
			T element = read(value.getValue(), type);
			if (element == null) {
				return new LinkedHashMap<>();
			}
			map.put((String) value.getKey(), element);
		}
		return map;
	}

}
