package io.github.wsgi4j.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The conditions of a request, in the order of RFC 9110, section 13.2.2.
 *
 * @param environ the request
 * @param tag the tag of what is there, or {@code null} if it has none
 * @param modified when that was changed last, or {@code null} if nobody knows
 */
public record Preconditions(Map<String, Object> environ, @Nullable EntityTag tag, @Nullable Instant modified) {

	/**
	 * Takes a time in whole seconds, since no header has a finer one.
	 */
	public Preconditions {
		modified = (modified != null) ? modified.truncatedTo(ChronoUnit.SECONDS) : null;
	}

	/**
	 * Evaluates the conditions before a method is performed, whatever the method.
	 */
	public Outcome evaluate() {
		String match = header("HTTP_IF_MATCH");
		if ((match != null) ? !EntityTag.matchesStrongly(match, this.tag)
				: isModified("HTTP_IF_UNMODIFIED_SINCE", false)) {
			return Outcome.FAILED;
		}
		boolean reads = Methods.isRead(this.environ);
		String noneMatch = header("HTTP_IF_NONE_MATCH");
		if (noneMatch != null) {
			return !EntityTag.matchesWeakly(noneMatch, this.tag) ? Outcome.PROCEED
					: reads ? Outcome.NOT_MODIFIED : Outcome.FAILED;
		}
		return (reads && !isModified("HTTP_IF_MODIFIED_SINCE", true)) ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
	}

	/**
	 * Evaluates the conditions for a response of status 200. One to another method than
	 * {@code GET} or {@code HEAD} tells of a change that was made already, and its tag is
	 * not the one that the request was about.
	 */
	public Outcome evaluateResponse() {
		return Methods.isRead(this.environ) ? evaluate() : Outcome.PROCEED;
	}

	/**
	 * Returns whether a range may be sent, and not only the whole: RFC 9110, section
	 * 13.1.5.
	 */
	boolean allowsRange() {
		String condition = header("HTTP_IF_RANGE");
		if (condition == null) {
			return true;
		}
		EntityTag expected = EntityTag.parse(condition);
		return (expected != null) ? expected.isSameAs(this.tag)
				: this.modified != null && this.modified.equals(HttpDates.parse(condition));
	}

	// A date that cannot be read is no condition, and neither is one without a date of
	// ours to compare it with.
	private boolean isModified(String variable, boolean otherwise) {
		Instant date = HttpDates.parse(header(variable));
		return (date != null && this.modified != null) ? this.modified.isAfter(date) : otherwise;
	}

	private @Nullable String header(String variable) {
		return (this.environ.get(variable) instanceof String value) ? value : null;
	}

	/**
	 * The result of the conditions.
	 */
	public enum Outcome {

		/** The request is answered as if it had no conditions. */
		PROCEED,

		/** The client has the representation already: 304. */
		NOT_MODIFIED,

		/** The client does not want the request to be performed: 412. */
		FAILED

	}

}
