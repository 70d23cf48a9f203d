/**
 * Auto-configuration of Python applications.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.python;

import org.jspecify.annotations.NullMarked;
