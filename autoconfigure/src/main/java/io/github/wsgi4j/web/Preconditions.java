package io.github.wsgi4j.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.HttpDates;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the conditions of a request hold, in the order of RFC 9110, section
 * 13.2.2.
 *
 * @param environ the request
 * @param tag the tag of what is asked for, or {@code null} if it has none
 * @param modified when that was changed last, or {@code null} if nobody knows
 */
record Preconditions(Map<String, Object> environ, @Nullable EntityTag tag, @Nullable Instant modified) {

	static final int PROCEED = 200;

	static final int NOT_MODIFIED = 304;

	static final int FAILED = 412;

	/**
	 * Whether to go on, or to answer 304 or 412.
	 */
	int evaluate() {
		boolean reads = reads();
		String match = header("HTTP_IF_MATCH");
		if ((match != null) ? !matches(match, true) : isModified("HTTP_IF_UNMODIFIED_SINCE", false)) {
			return FAILED;
		}
		String noneMatch = header("HTTP_IF_NONE_MATCH");
		if (noneMatch != null) {
			return !matches(noneMatch, false) ? PROCEED : reads ? NOT_MODIFIED : FAILED;
		}
		return (reads && !isModified("HTTP_IF_MODIFIED_SINCE", true)) ? NOT_MODIFIED : PROCEED;
	}

	/**
	 * Whether a range may be sent, or only the whole: RFC 9110, section 13.1.5.
	 */
	boolean allowsRange() {
		String condition = header("HTTP_IF_RANGE");
		if (condition == null) {
			return true;
		}
		EntityTag expected = EntityTag.parse(condition);
		if (expected != null) {
			return expected.isSameAs(this.tag);
		}
		Instant date = HttpDates.parse(condition);
		return date != null && this.modified != null && date.equals(this.modified.truncatedTo(ChronoUnit.SECONDS));
	}

	private boolean reads() {
		Object method = this.environ.get(Environ.REQUEST_METHOD);
		return "GET".equals(method) || "HEAD".equals(method);
	}

	private boolean matches(String condition, boolean strong) {
		return condition.strip().equals("*") || EntityTag.parseAll(condition)
			.stream()
			.anyMatch((expected) -> strong ? expected.isSameAs(this.tag) : expected.isLike(this.tag));
	}

	// A date that cannot be read is no condition, and neither is one without a date of
	// ours to compare it with.
	private boolean isModified(String header, boolean otherwise) {
		Instant date = HttpDates.parse(header(header));
		return (date != null && this.modified != null) ? this.modified.truncatedTo(ChronoUnit.SECONDS).isAfter(date)
				: otherwise;
	}

	private @Nullable String header(String variable) {
		return (this.environ.get(variable) instanceof String value) ? value : null;
	}

}
