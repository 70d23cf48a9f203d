/**
 * The bodies of messages as streams and files. Several rooms are made of these, and may
 * not import each other.
 */
@NullMarked
package io.github.wsgi4j.http.body;

import org.jspecify.annotations.NullMarked;
