/**
 * Common ground of applications that are answered elsewhere, whatever the protocol.
 */
@NullMarked
package io.github.wsgi4j.http.gateway;

import org.jspecify.annotations.NullMarked;
