/**
 * The syntax and semantics of HTTP without I/O: it supports the other packages and is no
 * API.
 */
@NullMarked
package io.github.wsgi4j.http;

import org.jspecify.annotations.NullMarked;
