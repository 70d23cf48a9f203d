package io.github.wsgi4j.web;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads text that a client sent as something else. What is malformed is an
 * {@link IllegalArgumentException} or a {@link java.time.DateTimeException}.
 */
final class Conversions {

	private static final Map<Class<?>, Function<String, ?>> READERS = Map.ofEntries(
			Map.entry(String.class, (text) -> text), Map.entry(Integer.class, Integer::valueOf),
			Map.entry(int.class, Integer::valueOf), Map.entry(Long.class, Long::valueOf),
			Map.entry(long.class, Long::valueOf), Map.entry(Double.class, Conversions::finite),
			Map.entry(double.class, Conversions::finite), Map.entry(Boolean.class, Conversions::bool),
			Map.entry(boolean.class, Conversions::bool), Map.entry(BigInteger.class, BigInteger::new),
			Map.entry(BigDecimal.class, BigDecimal::new), Map.entry(UUID.class, UUID::fromString),
			Map.entry(LocalDate.class, LocalDate::parse), Map.entry(LocalDateTime.class, LocalDateTime::parse),
			Map.entry(Instant.class, Instant::parse), Map.entry(Duration.class, Duration::parse));

	private Conversions() {
	}

	/**
	 * Finds what reads a type.
	 * @throws UnsupportedOperationException if nothing does
	 */
	@SuppressWarnings("unchecked")
	static <T> Function<String, T> to(Class<T> type) {
		Function<String, ?> reader = type.isEnum() ? (text) -> constant(text, type) : READERS.get(type);
		if (reader == null) {
			throw new UnsupportedOperationException(
					"There is no conversion to " + type.getName() + ": give a function instead");
		}
		return (Function<String, T>) reader;
	}

	private static Boolean bool(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true", "on", "yes", "1" -> true;
			case "false", "off", "no", "0" -> false;
			default -> throw new IllegalArgumentException();
		};
	}

	private static Double finite(String text) {
		Double number = Double.valueOf(text);
		if (number.isNaN() || number.isInfinite()) {
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
