/**
 * Auto-configuration: finds the applications of a Spring Boot application and mounts
 * them.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure;

import org.jspecify.annotations.NullMarked;
