/**
 * Tests of applications: a client that calls them, with or without a server, and the
 * {@code @WsgiTest} slice.
 */
@NullMarked
package io.github.wsgi4j.test;

import org.jspecify.annotations.NullMarked;
