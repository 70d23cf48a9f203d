/**
 * Auto-configuration of the test slice.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.test;

import org.jspecify.annotations.NullMarked;
