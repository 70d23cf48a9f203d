/**
 * Auto-configuration of the middleware that properties turn on.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.middleware;

import org.jspecify.annotations.NullMarked;
