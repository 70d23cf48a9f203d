/**
 * Applications in Python as {@link io.github.wsgi4j.Application}s: their settings, their
 * state and the ways in which their start can fail.
 */
@NullMarked
package io.github.wsgi4j.python;

import org.jspecify.annotations.NullMarked;
