/**
 * The benchmark: a client that loads several servers in turns, and tables of what they
 * cost.
 */
@NullMarked
package io.github.wsgi4j.benchmark;

import org.jspecify.annotations.NullMarked;
