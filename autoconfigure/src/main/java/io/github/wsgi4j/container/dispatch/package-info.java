/**
 * The way from a request to its application, and the run of the application.
 */
@NullMarked
package io.github.wsgi4j.container.dispatch;

import org.jspecify.annotations.NullMarked;
