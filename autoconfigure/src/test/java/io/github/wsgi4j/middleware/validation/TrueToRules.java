package io.github.wsgi4j.middleware.validation;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

import io.github.wsgi4j.middleware.Trial;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds a test to the rules that it says it breaks or keeps.
 */
class TrueToRules implements BeforeEachCallback, AfterEachCallback {

	@Override
	public void beforeEach(ExtensionContext context) {
		Trial.forget();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Method test = context.getRequiredTestMethod();
		Set<Rule> broken = Trial.broken();
		Breaks breaks = test.getAnnotation(Breaks.class);
		Keeps keeps = test.getAnnotation(Keeps.class);
		List<Rule> said = (breaks != null) ? List.of(breaks.value()) : List.of();
		assertThat(broken).as("broken by " + test.getName()).containsExactlyInAnyOrderElementsOf(said);
		if (keeps != null) {
			assertThat(said).as("kept by " + test.getName()).doesNotContain(keeps.value());
			assertThat(Trial.runs()).as("runs of " + test.getName()).isPositive();
		}
	}

}
