/**
 * The patterns of routes as texts: their shapes, and paths that fit them.
 */
@NullMarked
package io.github.wsgi4j.web.routing;

import org.jspecify.annotations.NullMarked;
