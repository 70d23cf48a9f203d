/**
 * A Python application as an application of the interface.
 */
@NullMarked
package io.github.wsgi4j.python.application;

import org.jspecify.annotations.NullMarked;
