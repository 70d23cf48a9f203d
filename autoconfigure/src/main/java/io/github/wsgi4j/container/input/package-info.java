/**
 * The bodies of requests, gathered or read while they arrive.
 */
@NullMarked
package io.github.wsgi4j.container.input;

import org.jspecify.annotations.NullMarked;
