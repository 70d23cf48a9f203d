/**
 * The credentials of a request.
 */
@NullMarked
package io.github.wsgi4j.http.authentication;

import org.jspecify.annotations.NullMarked;
