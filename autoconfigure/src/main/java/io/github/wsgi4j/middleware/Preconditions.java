package io.github.wsgi4j.middleware;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.github.wsgi4j.http.HttpDates;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of the state of a resource, in the order of RFC 9110, section
 * 13.2.2.
 *
 * @param etag the entity tag of the resource
 * @param modified when it was changed, in whole seconds
 */
record Preconditions(@Nullable String etag, @Nullable Instant modified) {

	Preconditions {
		modified = (modified != null) ? modified.truncatedTo(ChronoUnit.SECONDS) : null;
	}

	/**
	 * Whether the client wants it only as it is no more: 412.
	 */
	boolean failed(Map<String, Object> environ) {
		String match = RequestHeaders.get(environ, "HTTP_IF_MATCH");
		if (match != null) {
			return !EntityTags.matchesStrongly(match, this.etag);
		}
		Instant unmodifiedSince = HttpDates.parse(RequestHeaders.get(environ, "HTTP_IF_UNMODIFIED_SINCE"));
		return unmodifiedSince != null && this.modified != null && this.modified.isAfter(unmodifiedSince);
	}

	/**
	 * Whether the client has it already: 304. A tag counts more than a date.
	 */
	boolean notModified(Map<String, Object> environ) {
		String noneMatch = RequestHeaders.get(environ, "HTTP_IF_NONE_MATCH");
		if (noneMatch != null) {
			return EntityTags.matchesWeakly(noneMatch, this.etag);
		}
		Instant modifiedSince = HttpDates.parse(RequestHeaders.get(environ, "HTTP_IF_MODIFIED_SINCE"));
		return modifiedSince != null && this.modified != null && !this.modified.isAfter(modifiedSince);
	}

	/**
	 * Whether a range may be taken of it: RFC 9110, section 13.1.5.
	 */
	boolean allowsRange(Map<String, Object> environ) {
		String condition = RequestHeaders.get(environ, "HTTP_IF_RANGE");
		if (condition == null) {
			return true;
		}
		if (condition.startsWith("\"") || EntityTags.isWeak(condition)) {
			return EntityTags.matchesStrongly(condition, this.etag);
		}
		return this.modified != null && this.modified.equals(HttpDates.parse(condition));
	}

}
