/**
 * The processes of an application in Python: their start, their supervision and their
 * end.
 */
@NullMarked
package io.github.wsgi4j.python.process;

import org.jspecify.annotations.NullMarked;
