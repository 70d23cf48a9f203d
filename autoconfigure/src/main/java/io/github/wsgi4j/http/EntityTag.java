package io.github.wsgi4j.http;

import java.util.function.Predicate;
import java.util.regex.MatchResult;
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

	private static final String FORM = "(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"";

	private static final Pattern TAG = Pattern.compile(FORM);

	private static final Pattern ELEMENT = Pattern.compile("(?<![^ \\t,])" + FORM + "(?![^ \\t,])");

	/**
	 * Creates a tag.
	 * @throws IllegalArgumentException if the value has a character that no tag may have
	 */
	public static EntityTag of(String value, boolean weak) {
		EntityTag tag = new EntityTag(value, weak);
		if (!TAG.matcher(tag.toString()).matches()) {
			throw new IllegalArgumentException(
					"The entity tag must be given without its quotes, and have no blank or control character: "
							+ value);
		}
		return tag;
	}

	/**
	 * Reads one tag.
	 * @return the tag, or {@code null} if the text is missing or malformed
	 */
	public static @Nullable EntityTag parse(@Nullable String text) {
		Matcher matcher = TAG.matcher((text != null) ? text.strip() : "");
		return matcher.matches() ? of(matcher) : null;
	}

	/**
	 * Returns whether a list of tags names one by the strong comparison, as
	 * {@code If-Match} demands, or is a star.
	 */
	public static boolean matchesStrongly(String list, @Nullable EntityTag tag) {
		return matches(list, (element) -> element.isSameAs(tag));
	}

	/**
	 * Returns whether a list of tags names one by the weak comparison, as
	 * {@code If-None-Match} demands, or is a star.
	 */
	public static boolean matchesWeakly(String list, @Nullable EntityTag tag) {
		return matches(list, (element) -> tag != null && element.value.equals(tag.value));
	}

	/**
	 * Returns a list of tags without the marks of the weak ones.
	 */
	public static String withoutMarks(String list) {
		return ELEMENT.matcher(list).replaceAll((match) -> Matcher.quoteReplacement("\"" + match.group(2) + "\""));
	}

	private static boolean matches(String list, Predicate<EntityTag> predicate) {
		return list.strip().equals("*")
				|| ELEMENT.matcher(list).results().anyMatch((match) -> predicate.test(of(match)));
	}

	private static EntityTag of(MatchResult match) {
		return new EntityTag(match.group(2), match.group(1) != null);
	}

	/**
	 * Compares strongly: RFC 9110, section 8.8.3.2.
	 */
	public boolean isSameAs(@Nullable EntityTag other) {
		return !this.weak && this.equals(other);
	}

	/**
	 * Returns the tag for a representation of other bytes.
	 */
	public EntityTag weaken() {
		return new EntityTag(this.value, true);
	}

	@Override
	public String toString() {
		return (this.weak ? "W/\"" : "\"") + this.value + "\"";
	}

}
