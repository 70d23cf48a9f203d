/**
 * The interface of WSGI itself: what an application, a middleware and a server say to
 * each other.
 */
@NullMarked
package io.github.wsgi4j;

import org.jspecify.annotations.NullMarked;
