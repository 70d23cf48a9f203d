/**
 * Faults of applications and of clients, and what is left after each.
 */
@NullMarked
package io.github.wsgi4j.container.fault;

import org.jspecify.annotations.NullMarked;
