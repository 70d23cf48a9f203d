/**
 * Malformed and malicious requests, byte by byte.
 */
@NullMarked
package io.github.wsgi4j.container.badinput;

import org.jspecify.annotations.NullMarked;
