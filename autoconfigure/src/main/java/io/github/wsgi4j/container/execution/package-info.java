/**
 * The threads and event loops that applications run on, and how many run at once.
 */
@NullMarked
package io.github.wsgi4j.container.execution;

import org.jspecify.annotations.NullMarked;
