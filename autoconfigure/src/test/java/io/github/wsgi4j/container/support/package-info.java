/**
 * Servers, raw clients and applications that the tests of the container use, none of
 * which is a test.
 */
@NullMarked
package io.github.wsgi4j.container.support;

import org.jspecify.annotations.NullMarked;
