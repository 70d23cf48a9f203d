/**
 * Middleware that tells how requests went: logs, profiles and pages of exceptions.
 */
@NullMarked
package io.github.wsgi4j.middleware.diagnostics;

import org.jspecify.annotations.NullMarked;
