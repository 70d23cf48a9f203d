/**
 * The checks of a request, and the environ that it becomes.
 */
@NullMarked
package io.github.wsgi4j.container.request;

import org.jspecify.annotations.NullMarked;
