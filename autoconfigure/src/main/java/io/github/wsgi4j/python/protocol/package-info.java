/**
 * What the JVM and the processes of a Python application say to each other.
 */
@NullMarked
package io.github.wsgi4j.python.protocol;

import org.jspecify.annotations.NullMarked;
