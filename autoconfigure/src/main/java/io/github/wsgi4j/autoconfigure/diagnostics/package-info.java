/**
 * Diagnostics of a failed start: mistakes in the configuration, and how to correct them.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
