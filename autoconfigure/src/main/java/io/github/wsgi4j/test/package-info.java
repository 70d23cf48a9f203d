/**
 * Tests without a server: a client that calls an application, recordings of what was
 * asked and answered, and the {@code @WsgiTest} slice.
 */
@NullMarked
package io.github.wsgi4j.test;

import org.jspecify.annotations.NullMarked;
