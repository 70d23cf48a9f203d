package io.github.wsgi4j.web.negotiation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wsgi4j.http.FieldValue;

/**
 * The languages that a client accepts: RFC 9110, section 12.5.4.
 */
public final class AcceptedLanguages {

	// The JDK's parser takes quadratic time. Browsers send a tenth of this.
	private static final int LONGEST = 1000;

	private AcceptedLanguages() {
	}

	/**
	 * Returns the offered language that a client prefers, by the lookup of RFC 4647; if
	 * there is none, one that is more special than the client's, and else the first that
	 * the client does not exclude. A malformed range is left out.
	 * @param offered language tags, at least one
	 */
	public static String best(Map<String, Object> environ, List<String> offered) {
		if (!(environ.get("HTTP_ACCEPT_LANGUAGE") instanceof String header) || header.length() > LONGEST) {
			return offered.get(0);
		}
		// The last range stands for the default.
		List<LanguageRange> ranges = Stream.concat(FieldValue.elements(header).stream(), Stream.of("*;q=0.001"))
			.flatMap((range) -> parse(range).stream())
			.sorted(Comparator.comparingDouble(LanguageRange::getWeight).reversed())
			.toList();
		List<LanguageRange> named = ranges.stream().filter((range) -> !range.getRange().equals("*")).toList();
		String tag = Locale.lookupTag(named, offered);
		return (tag != null) ? tag
				: Stream.of(named, ranges)
					.flatMap((some) -> Locale.filterTags(some, offered).stream())
					.findFirst()
					.orElse(offered.get(0));
	}

	// The JDK fails over a hyphen alone by its index.
	private static List<LanguageRange> parse(String range) {
		try {
			return LanguageRange.parse(range);
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			return List.of();
		}
	}

}
