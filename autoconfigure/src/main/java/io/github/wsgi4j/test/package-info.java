/**
 * Tests without a server: a client that calls an application, recordings of requests and
 * responses, and the {@code @WsgiTest} slice.
 */
@NullMarked
package io.github.wsgi4j.test;

import org.jspecify.annotations.NullMarked;
