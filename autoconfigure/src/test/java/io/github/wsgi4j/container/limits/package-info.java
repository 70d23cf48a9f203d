/**
 * Limits of time, of requests at once and of what is kept for a slow client.
 */
@NullMarked
package io.github.wsgi4j.container.limits;

import org.jspecify.annotations.NullMarked;
