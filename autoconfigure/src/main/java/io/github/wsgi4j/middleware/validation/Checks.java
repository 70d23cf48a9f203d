package io.github.wsgi4j.middleware.validation;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hands on what was broken at one place.
 */
record Checks(Place place, Consumer<Violation> whenBroken, Consumer<Violation> whenFoundLate) {

	Checks at(Place place) {
		return new Checks(place, this.whenBroken, this.whenFoundLate);
	}

	/**
	 * Checks a rule.
	 * @return whether it was kept
	 */
	boolean check(Rule rule, boolean kept, Supplier<String> found) {
		if (!kept) {
			this.whenBroken.accept(new Violation(rule, this.place, found.get()));
		}
		return kept;
	}

	/**
	 * Reports a violation that was detected too late to throw.
	 */
	void foundLate(Rule rule, String found) {
		this.whenFoundLate.accept(new Violation(rule, this.place, found));
	}

}
