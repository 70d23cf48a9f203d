/**
 * The servers that are compared, each a program of its own.
 */
@NullMarked
package io.github.wsgi4j.benchmark.server;

import org.jspecify.annotations.NullMarked;
