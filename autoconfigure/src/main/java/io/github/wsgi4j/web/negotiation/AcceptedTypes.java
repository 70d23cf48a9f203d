package io.github.wsgi4j.web.negotiation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.wsgi4j.http.FieldValue;

/**
 * The media types that a client accepts: RFC 9110, section 12.5.1.
 */
public final class AcceptedTypes {

	private static final List<MediaRange> ALL = List.of(MediaRange.ALL);

	/** Each is compared with each offer. Browsers send a tenth of this. */
	private static final int MOST = 100;

	private final List<MediaRange> ranges;

	private AcceptedTypes(List<MediaRange> ranges) {
		this.ranges = ranges;
	}

	/**
	 * Reads what an environ has of the header {@code Accept}. A malformed range is left
	 * out, and so are those behind the hundredth; without any range all types are
	 * accepted.
	 */
	public static AcceptedTypes of(Map<String, Object> environ) {
		List<MediaRange> ranges = FieldValue.elements((String) environ.get("HTTP_ACCEPT"))
			.stream()
			.limit(MOST)
			.map(MediaRange::parse)
			.filter(Objects::nonNull)
			.toList();
		return new AcceptedTypes(ranges.isEmpty() ? ALL : ranges);
	}

	/**
	 * Returns the types that the client names, in its order and without their weights.
	 */
	public Stream<String> names() {
		return this.ranges.stream().map((range) -> range.type().toString());
	}

	/**
	 * Returns the offer that the client prefers. Of several with the same weight it is
	 * the one that the client names most exactly, or else the first.
	 * @param type gives the media type of an offer
	 */
	public <T> Optional<T> best(List<T> offers, Function<? super T, String> type) {
		T best = null;
		MediaRange bestRange = MediaRange.NONE;
		for (T offer : offers) {
			MediaRange range = find(MediaRange.of(type.apply(offer)));
			if (range.isPreferredTo(bestRange)) {
				best = offer;
				bestRange = range;
			}
		}
		return Optional.ofNullable(best);
	}

	// The most specific range decides, whatever the weights of the others are.
	private MediaRange find(MediaRange offer) {
		MediaRange found = null;
		for (MediaRange range : this.ranges) {
			if (range.includes(offer) && (found == null || range.isMoreSpecificThan(found))) {
				found = range;
			}
		}
		return (found != null) ? found : MediaRange.NONE;
	}

}
