/**
 * The knowledge of the servers below WebFlux: Reactor Netty and servlet containers.
 */
@NullMarked
package io.github.wsgi4j.container.server;

import org.jspecify.annotations.NullMarked;
