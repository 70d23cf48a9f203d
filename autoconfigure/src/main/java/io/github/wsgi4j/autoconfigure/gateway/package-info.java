/**
 * What the auto-configurations of applications have in common that are answered
 * elsewhere.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.gateway;

import org.jspecify.annotations.NullMarked;
