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
		// The last range stands for the default.
		List<LanguageRange> ranges = ranges(environ, "*;q=0.001");
		List<LanguageRange> named = ranges.stream().filter((range) -> !range.getRange().equals("*")).toList();
		String tag = Locale.lookupTag(named, offered);
		return (tag != null) ? tag
				: Stream.of(named, ranges)
					.flatMap((some) -> Locale.filterTags(some, offered).stream())
					.findFirst()
					.orElse(offered.get(0));
	}

	/**
	 * Returns the languages that a client accepts, the preferred one first.
	 */
	public static List<Locale> of(Map<String, Object> environ) {
		return ranges(environ).stream()
			.filter((range) -> range.getWeight() > 0)
			.map((range) -> Locale.forLanguageTag(range.getRange()))
			.filter((locale) -> !locale.getLanguage().isEmpty())
			.distinct()
			.toList();
	}

	private static List<LanguageRange> ranges(Map<String, Object> environ, String... more) {
		List<String> elements = (environ.get("HTTP_ACCEPT_LANGUAGE") instanceof String header
				&& header.length() <= LONGEST) ? FieldValue.elements(header) : List.of();
		return Stream.concat(elements.stream(), Stream.of(more))
			.flatMap((range) -> parse(range).stream())
			.sorted(Comparator.comparingDouble(LanguageRange::getWeight).reversed())
			.toList();
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
