package io.github.wsgi4j.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An entity tag: RFC 9110, section 8.8.3.
 *
 * @param value what is between the quotes
 * @param weak whether it only says that two representations are equivalent
 */
public record EntityTag(String value, boolean weak) {

	private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");

	/**
	 * Creates a tag.
	 * @throws IllegalArgumentException if the value has a character that no tag may have
	 */
	public static EntityTag of(String value, boolean weak) {
		EntityTag tag = new EntityTag(value, weak);
		if (!TAG.matcher(tag.toString()).matches()) {
			throw new IllegalArgumentException("The entity tag has a character that no tag may have");
		}
		return tag;
	}

	/**
	 * Reads one tag, or gives {@code null} if it is none.
	 */
	static @Nullable EntityTag parse(@Nullable String text) {
		Matcher matcher = TAG.matcher((text != null) ? text.strip() : "");
		return matcher.matches() ? new EntityTag(matcher.group(2), matcher.group(1) != null) : null;
	}

	/**
	 * Reads the tags of a condition that names some.
	 */
	static List<EntityTag> parseAll(String text) {
		List<EntityTag> tags = new ArrayList<>();
		for (Matcher matcher = TAG.matcher(text); matcher.find();) {
			tags.add(new EntityTag(matcher.group(2), matcher.group(1) != null));
		}
		return tags;
	}

	/**
	 * The strong comparison: RFC 9110, section 8.8.3.2.
	 */
	boolean isSameAs(@Nullable EntityTag other) {
		return !this.weak && this.equals(other);
	}

	/**
	 * The weak comparison.
	 */
	boolean isLike(@Nullable EntityTag other) {
		return other != null && this.value.equals(other.value);
	}

	@Override
	public String toString() {
		return (this.weak ? "W/\"" : "\"") + this.value + "\"";
	}

}
