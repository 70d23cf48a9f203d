/**
 * Exchanges that are recorded in files, and compared with what happens later or in
 * another application.
 */
@NullMarked
package io.github.wsgi4j.recording;

import org.jspecify.annotations.NullMarked;
