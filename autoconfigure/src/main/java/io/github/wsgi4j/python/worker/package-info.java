/**
 * The connections of the processes of a Python application, and the requests on them.
 */
@NullMarked
package io.github.wsgi4j.python.worker;

import org.jspecify.annotations.NullMarked;
