/**
 * Auto-configuration of Reactor Netty.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.server;

import org.jspecify.annotations.NullMarked;
