/**
 * Portable middleware, and applications that lead to other applications.
 */
@NullMarked
package io.github.wsgi4j.middleware;

import org.jspecify.annotations.NullMarked;
