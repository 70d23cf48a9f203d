package io.github.wsgi4j.web;

import java.time.DateTimeException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.github.wsgi4j.web.binding.Conversions;
import io.github.wsgi4j.web.binding.RecordBinder;

/**
 * Values that a client sent by name: parameters of a query or a form, headers, cookies,
 * or the variables of a path. A name may have several values. {@code get} requires a
 * value, and its absence is a 400; with {@code find} a value is optional. A malformed
 * value is a 400 with both.
 */
public final class Values {

	private final String kind;

	private final boolean ignoresCase;

	private final Map<String, List<String>> values;

	private final Map<String, Object> environ;

	private Values(String kind, boolean ignoresCase, Map<String, List<String>> values, Map<String, Object> environ) {
		this.kind = kind;
		this.ignoresCase = ignoresCase;
		this.values = values;
		this.environ = environ;
	}

	/**
	 * Creates values whose names are told apart by their case.
	 * @param kind what one of them is called, for messages
	 */
	static Values of(String kind, Map<String, List<String>> values) {
		return new Values(kind, false, Collections.unmodifiableMap(values), Map.of());
	}

	/**
	 * Creates values whose names are in lower case and found in any case.
	 * @param kind what one of them is called, for messages
	 */
	static Values ignoringCase(String kind, Map<String, List<String>> values) {
		return new Values(kind, true, Collections.unmodifiableMap(values), Map.of());
	}

	/**
	 * The same values, which are bound as an environ says.
	 */
	Values in(Map<String, Object> environ) {
		return new Values(this.kind, this.ignoresCase, this.values, environ);
	}

	/**
	 * The first value of a name.
	 * @param name the name
	 * @return the value
	 * @throws HttpException with 400 if there is none
	 */
	public String get(String name) {
		List<String> all = all(name);
		if (all.isEmpty()) {
			throw missing(name);
		}
		return all.get(0);
	}

	/**
	 * The first value of a name, converted.
	 * @param <T> the type
	 * @param name the name
	 * @param type a number, {@code Boolean}, an enum (in any case), {@code UUID}, or a
	 * date, time or duration as ISO 8601 has it
	 * @return the value
	 * @throws HttpException with 400 if there is none, or it is malformed
	 * @throws UnsupportedOperationException if there is no such conversion
	 */
	public <T> T get(String name, Class<T> type) {
		return get(name, Conversions.to(type));
	}

	/**
	 * The first value of a name, converted.
	 * @param <T> the type
	 * @param name the name
	 * @param reader converts the text, and throws an {@link IllegalArgumentException} or
	 * a {@link DateTimeException} if it is malformed
	 * @return the value
	 * @throws HttpException with 400 if there is none, or it is malformed
	 */
	public <T> T get(String name, Function<String, T> reader) {
		return read(name, get(name), reader);
	}

	/**
	 * The first value of a name, if there is one.
	 * @param name the name
	 * @return the value
	 */
	public Optional<String> find(String name) {
		List<String> all = all(name);
		return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
	}

	/**
	 * The first value of a name, converted, if there is one. A form field that was left
	 * blank counts as missing, unless a {@code String} is requested.
	 * @param <T> the type
	 * @param name the name
	 * @param type the type, as for {@link #get(String, Class)}
	 * @return the value
	 * @throws HttpException with 400 if it is malformed
	 */
	public <T> Optional<T> find(String name, Class<T> type) {
		Function<String, T> reader = Conversions.to(type);
		return find(name).filter((value) -> type == String.class || !value.isBlank())
			.map((value) -> read(name, value, reader));
	}

	/**
	 * The first value of a name, converted, if there is one that is not blank.
	 * @param <T> the type
	 * @param name the name
	 * @param reader the conversion, as for {@link #get(String, Function)}
	 * @return the value
	 * @throws HttpException with 400 if it is malformed
	 */
	public <T> Optional<T> find(String name, Function<String, T> reader) {
		return find(name).filter((value) -> !value.isBlank()).map((value) -> read(name, value, reader));
	}

	/**
	 * All values of a name.
	 * @param name the name
	 * @return the values in their order, none if there is no such name
	 */
	public List<String> all(String name) {
		return this.values.getOrDefault(this.ignoresCase ? name.toLowerCase(Locale.ROOT) : name, List.of());
	}

	/**
	 * All values of a name, converted. Blank ones are omitted, unless {@code String}s are
	 * requested.
	 * @param <T> the type
	 * @param name the name
	 * @param type the type, as for {@link #get(String, Class)}
	 * @return the values in their order
	 * @throws HttpException with 400 if one is malformed
	 */
	public <T> List<T> all(String name, Class<T> type) {
		Function<String, T> reader = Conversions.to(type);
		return all(name).stream()
			.filter((value) -> type == String.class || !value.isBlank())
			.map((value) -> read(name, value, reader))
			.toList();
	}

	/**
	 * A record of several values, by the names of its components. A {@code List} takes
	 * all values of its name; an {@code Optional}, or a component that is annotated as
	 * {@code Nullable}, may be missing; a {@code boolean} that is missing is false. A
	 * blank value of another type than {@code String} is missing. The record may have
	 * constraints of Jakarta Validation, whose messages are in the language of the
	 * client, and its constructor may throw an {@link IllegalArgumentException}, whose
	 * message is sent to the client.
	 * @param <R> the type of the record
	 * @param type the type of the record
	 * @return the record
	 * @throws BindingException with 400 and all that is missing, malformed or refused
	 * @throws UnsupportedOperationException if there is no conversion for a component
	 */
	public <R extends Record> R bind(Class<R> type) {
		Mistakes mistakes = new Mistakes();
		R value = new RecordBinder<>(type, this.environ, mistakes).bind(this::all);
		if (value == null) {
			throw mistakes.toException(this.kind);
		}
		return value;
	}

	/**
	 * Whether there is a value of a name.
	 * @param name the name
	 * @return whether there is one
	 */
	public boolean has(String name) {
		return !all(name).isEmpty();
	}

	/**
	 * The names of all values.
	 * @return the names in their order; those of headers in lower case
	 */
	public Set<String> names() {
		return this.values.keySet();
	}

	/**
	 * All values by their names.
	 * @return an unmodifiable map
	 */
	public Map<String, List<String>> toMap() {
		return this.values;
	}

	@Override
	public String toString() {
		return this.kind + "s " + this.values.keySet();
	}

	private <T> T read(String name, String value, Function<String, T> reader) {
		try {
			return reader.apply(value);
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw new HttpException(400, "The " + this.kind + " '" + name + "' is malformed", List.of(), ex);
		}
	}

	private HttpException missing(String name) {
		return HttpException.badRequest("The " + this.kind + " '" + name + "' is missing");
	}

}
