/**
 * The WSGI container on WebFlux: a request becomes an environ, an application is called,
 * and its body goes to the wire.
 */
@NullMarked
package io.github.wsgi4j.container;

import org.jspecify.annotations.NullMarked;
