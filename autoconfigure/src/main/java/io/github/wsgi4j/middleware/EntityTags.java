package io.github.wsgi4j.middleware;

import org.jspecify.annotations.Nullable;

/**
 * Compares entity tags: RFC 9110, section 8.8.3.2.
 */
final class EntityTags {

	private EntityTags() {
	}

	static boolean isWeak(String tag) {
		return tag.startsWith("W/");
	}

	static String weaken(String tag) {
		return isWeak(tag) ? tag : "W/" + tag;
	}

	/**
	 * Whether one of a list is the tag, be they weak or strong: If-None-Match.
	 */
	static boolean matchesWeakly(String list, @Nullable String tag) {
		return list.strip().equals("*") || (tag != null
				&& ListValue.elements(list).stream().anyMatch((element) -> weaken(element).equals(weaken(tag))));
	}

	/**
	 * Whether one of a list is the tag, and both are strong: If-Match, If-Range.
	 */
	static boolean matchesStrongly(String list, @Nullable String tag) {
		return list.strip().equals("*")
				|| (tag != null && !isWeak(tag) && ListValue.elements(list).stream().anyMatch(tag::equals));
	}

}
