/**
 * An application as a user of the starter writes it.
 */
@NullMarked
package io.github.wsgi4j.demo;

import org.jspecify.annotations.NullMarked;
