/**
 * Diagnostics of a start: what is wrong with the configuration, and what to write
 * instead.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
