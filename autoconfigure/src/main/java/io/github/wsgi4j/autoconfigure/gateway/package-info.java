/**
 * Common ground of the auto-configurations of applications that are answered elsewhere.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.gateway;

import org.jspecify.annotations.NullMarked;
