/**
 * What a user of the starter writes.
 */
@NullMarked
package io.github.wsgi4j.demo;

import org.jspecify.annotations.NullMarked;
