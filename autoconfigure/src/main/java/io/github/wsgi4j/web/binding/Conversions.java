package io.github.wsgi4j.web.binding;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads text that a client sent as something else. What is malformed is an
 * {@link IllegalArgumentException} or a {@link java.time.DateTimeException}.
 */
public final class Conversions {

	/**
	 * As Jackson has it: reading a number takes longer the more digits it has already.
	 */
	private static final int MOST_DIGITS = 1000;

	private static final Map<Class<?>, Function<String, ?>> READERS = Map.ofEntries(
			Map.entry(String.class, (text) -> text), Map.entry(Integer.class, number(Integer::valueOf)),
			Map.entry(Long.class, number(Long::valueOf)), Map.entry(Short.class, number(Short::valueOf)),
			Map.entry(Double.class, number((text) -> finite(Double.valueOf(text)))),
			Map.entry(Float.class, number((text) -> finite(Float.valueOf(text)))),
			Map.entry(BigInteger.class, number(BigInteger::new)),
			Map.entry(BigDecimal.class, number(Conversions::decimal)), Map.entry(Boolean.class, Conversions::bool),
			Map.entry(UUID.class, Conversions::uuid), Map.entry(LocalTime.class, LocalTime::parse),
			Map.entry(OffsetDateTime.class, OffsetDateTime::parse), Map.entry(LocalDate.class, LocalDate::parse),
			Map.entry(LocalDateTime.class, LocalDateTime::parse), Map.entry(Instant.class, Instant::parse),
			Map.entry(Duration.class, Duration::parse));

	private Conversions() {
	}

	/**
	 * Finds what reads a type.
	 * @throws UnsupportedOperationException if nothing does
	 */
	@SuppressWarnings("unchecked")
	public static <T> Function<String, T> to(Class<T> type) {
		Class<?> wrapper = type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
		Function<String, ?> reader = type.isEnum() ? (text) -> constant(text, type) : READERS.get(wrapper);
		if (reader == null) {
			throw new UnsupportedOperationException(
					"There is no conversion to " + type.getName() + ": pass a function instead");
		}
		return (Function<String, T>) reader;
	}

	// In Java a number may have blanks around it, letters behind it and foreign digits.
	private static <T> Function<String, T> number(Function<String, T> reader) {
		return (text) -> {
			if (text.length() > MOST_DIGITS || !text.chars().allMatch((c) -> "0123456789+-.eE".indexOf(c) >= 0)) {
				throw new IllegalArgumentException();
			}
			return reader.apply(text);
		};
	}

	private static BigDecimal decimal(String text) {
		BigDecimal number = new BigDecimal(text);
		if (Math.abs((long) number.scale()) > MOST_DIGITS) {
			throw new IllegalArgumentException();
		}
		return number;
	}

	private static UUID uuid(String text) {
		UUID uuid = UUID.fromString(text);
		if (!uuid.toString().equalsIgnoreCase(text)) {
			throw new IllegalArgumentException();
		}
		return uuid;
	}

	private static Boolean bool(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true", "on", "yes", "1" -> true;
			case "false", "off", "no", "0" -> false;
			default -> throw new IllegalArgumentException();
		};
	}

	private static <T extends Number> T finite(T number) {
		if (!Double.isFinite(number.doubleValue())) {
			throw new IllegalArgumentException();
		}
		return number;
	}

	private static <T> T constant(String text, Class<T> type) {
		T @Nullable [] constants = type.getEnumConstants();
		if (constants != null) {
			for (T constant : constants) {
				if (((Enum<?>) constant).name().equalsIgnoreCase(text.replace('-', '_'))) {
					return constant;
				}
			}
		}
		throw new IllegalArgumentException();
	}

}
