package io.github.wsgi4j.web.negotiation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wsgi4j.http.FieldValue;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A range of media types that a client accepts, or one type that is offered.
 *
 * @param type the types, without a weight
 * @param weight the weight, from 0 to 1
 */
record MediaRange(MediaType type, double weight) {

	static final MediaRange ALL = new MediaRange(MediaType.ALL, 1);

	/** The range that no client accepts. */
	static final MediaRange NONE = new MediaRange(MediaType.ALL, 0);

	/**
	 * Reads an offer.
	 * @throws InvalidMediaTypeException if it is malformed
	 */
	static MediaRange of(String text) {
		MediaType type = MediaType.parseMediaType(text);
		Map<String, String> parameters = new LinkedHashMap<>(type.getParameters());
		parameters.keySet().removeIf("q"::equalsIgnoreCase);
		return new MediaRange(new MediaType(type, parameters), FieldValue.weight(text));
	}

	/**
	 * Reads a range of a client, or returns {@code null} if it is malformed.
	 */
	static @Nullable MediaRange parse(String text) {
		try {
			return of(text);
		}
		catch (InvalidMediaTypeException ex) {
			return null;
		}
	}

	/**
	 * Reports whether an offer is of these types and has their parameters, at which
	 * Spring's comparison does not look.
	 */
	boolean includes(MediaRange offer) {
		return this.type.includes(offer.type)
				&& this.type.getParameters().keySet().stream().allMatch((name) -> hasParameter(name, offer));
	}

	private boolean hasParameter(String name, MediaRange offer) {
		String value = FieldValue.parameter(offer.type.toString(), name);
		// JSON has none, and many clients ask for it.
		return (value == null) ? name.equalsIgnoreCase("charset")
				: value.equalsIgnoreCase(FieldValue.parameter(this.type.toString(), name));
	}

	boolean isMoreSpecificThan(MediaRange other) {
		return this.type.isMoreSpecific(other.type);
	}

	boolean isPreferredTo(MediaRange other) {
		return this.weight > other.weight
				|| (this.weight > 0 && this.weight == other.weight && isMoreSpecificThan(other));
	}

}
