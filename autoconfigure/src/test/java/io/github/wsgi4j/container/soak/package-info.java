/**
 * Tests that look for what is lost over many exchanges.
 */
@NullMarked
package io.github.wsgi4j.container.soak;

import org.jspecify.annotations.NullMarked;
