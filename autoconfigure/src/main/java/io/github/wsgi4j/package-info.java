/**
 * The interface of WSGI itself: the contract between applications, middleware and
 * servers.
 */
@NullMarked
package io.github.wsgi4j;

import org.jspecify.annotations.NullMarked;
