package io.github.wsgi4j.middleware.validation;

/**
 * A rule that was broken.
 *
 * @param rule the rule
 * @param place where it was seen
 * @param found what was found instead; it never has the value of a header, in which there
 * may be a secret
 */
public record Violation(Rule rule, Place place, String found) {

	/**
	 * Describes the violation in one line, without control characters.
	 * @return the line
	 */
	public String message() {
		return "'" + this.place.culprit(this.rule) + "' broke the rule " + this.rule.id() + ", seen between '"
				+ this.place.server() + "' and '" + this.place.application() + "': " + this.found + ". "
				+ this.rule.sentence() + " (PEP 3333, " + this.rule.section() + ")";
	}

}
