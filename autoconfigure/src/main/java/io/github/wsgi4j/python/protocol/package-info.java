/**
 * The frames between the JVM and the processes of a Python application.
 */
@NullMarked
package io.github.wsgi4j.python.protocol;

import org.jspecify.annotations.NullMarked;
