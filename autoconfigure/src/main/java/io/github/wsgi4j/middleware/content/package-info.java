/**
 * Middleware for the content of responses: compression, entity tags, conditions and
 * files.
 */
@NullMarked
package io.github.wsgi4j.middleware.content;

import org.jspecify.annotations.NullMarked;
