/**
 * Auto-configuration of the server: Reactor Netty, Tomcat or Jetty.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.server;

import org.jspecify.annotations.NullMarked;
