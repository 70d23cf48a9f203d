package io.github.wsgi4j.middleware.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test that keeps rules, and shows that nothing is said. {@link TrueToRules}
 * holds it to that, and SPEC.md counts it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Keeps {

	Rule[] value();

}
