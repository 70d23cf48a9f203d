/**
 * The patterns of routes as texts, paths that fit them, and the URL of a request.
 */
@NullMarked
package io.github.wsgi4j.web.routing;

import org.jspecify.annotations.NullMarked;
