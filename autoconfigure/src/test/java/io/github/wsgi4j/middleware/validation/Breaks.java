package io.github.wsgi4j.middleware.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test that breaks rules, and shows that they are noticed. {@link TrueToRules}
 * holds it to that, and SPEC.md counts it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Breaks {

	Rule[] value();

}
