/**
 * Makes values of the texts that clients send: numbers, dates, and records of several.
 */
@NullMarked
package io.github.wsgi4j.web.binding;

import org.jspecify.annotations.NullMarked;
