package io.github.wsgi4j.autoconfigure.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Tests that the newest Java need not repeat: of a mode of execution that it shows in its
 * other modes, or of what is the same on each Java. Where several are tried in turn, the
 * oldest tells it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@DisabledIfSystemProperty(named = "oldest.java.tells", matches = "true", disabledReason = "the oldest Java tells it")
public @interface OnOldestJava {

}
