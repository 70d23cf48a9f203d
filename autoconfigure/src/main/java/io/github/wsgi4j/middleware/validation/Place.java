package io.github.wsgi4j.middleware.validation;

/**
 * The place of a validator: between a server and an application, either of which may be a
 * middleware.
 *
 * @param server the name of the one that calls
 * @param application the name of the one that is called
 */
public record Place(String server, String application) {

	/**
	 * The one of the two that has to keep a rule.
	 * @param rule the rule
	 * @return its name
	 */
	public String culprit(Rule rule) {
		return (rule.side() == Rule.Side.SERVER) ? this.server : this.application;
	}

	@Override
	public String toString() {
		return this.server + " -> " + this.application;
	}

}
