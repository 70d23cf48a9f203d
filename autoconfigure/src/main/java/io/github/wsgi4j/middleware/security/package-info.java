/**
 * Middleware that guards an application: users, origins, tokens, headers and sessions.
 */
@NullMarked
package io.github.wsgi4j.middleware.security;

import org.jspecify.annotations.NullMarked;
