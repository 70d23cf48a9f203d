package io.github.wsgi4j.recording;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The form in which heads of responses are compared.
 */
enum HeadForm {

	/** As they are. */
	EXACT,

	/**
	 * As two applications that do the same may write them: the phrase of a status is any,
	 * a type is in any case, and values that are made up count only by being there.
	 */
	EQUIVALENT;

	@Nullable String status(@Nullable String status) {
		return (this == EXACT || status == null) ? status : status.substring(0, Math.min(status.length(), 3));
	}

	List<String> values(@Nullable RecordedHead head, String name) {
		List<String> values = (head != null) ? head.values(name) : List.of();
		if (this == EXACT) {
			return values;
		}
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "content-type" ->
				values.stream().map((value) -> value.replaceAll("\\s*;\\s*", "; ").toLowerCase(Locale.ROOT)).toList();
			case "set-cookie" ->
				List.copyOf(new TreeSet<>(values.stream().map((value) -> value.replaceFirst("=.*", "")).toList()));
			case "etag" -> values.stream().map((value) -> "a tag").toList();
			default -> values;
		};
	}

}
