package io.github.wsgi4j.autoconfigure.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Tests that tell the same on each Java, such as those of Python's side. Where several
 * are tried in turn, the newest tells it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@DisabledIfSystemProperty(named = "newest.java.tells", matches = "true", disabledReason = "the newest Java tells it")
public @interface OnNewestJava {

}
