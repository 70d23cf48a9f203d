package io.github.wsgi4j.autoconfigure.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Tests that the oldest Java need not repeat, since they tell the same on each, such as
 * those of Python's side and of memory. Where several are tried in turn, the newest tells
 * it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@DisabledIfSystemProperty(named = "newest.java.tells", matches = "true", disabledReason = "the newest Java tells it")
public @interface OnNewestJava {

}
