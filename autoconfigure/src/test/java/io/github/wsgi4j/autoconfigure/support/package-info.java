/**
 * Servers and applications that the tests of the auto-configuration use.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.support;

import org.jspecify.annotations.NullMarked;
