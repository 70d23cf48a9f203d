/**
 * The specification as code: a middleware that checks both sides of the interface.
 */
@NullMarked
package io.github.wsgi4j.middleware.validation;

import org.jspecify.annotations.NullMarked;
