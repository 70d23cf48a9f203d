/**
 * Bodies of responses that come bit by bit, or late.
 */
@NullMarked
package io.github.wsgi4j.web.streaming;

import org.jspecify.annotations.NullMarked;
