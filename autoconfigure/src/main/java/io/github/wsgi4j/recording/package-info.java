/**
 * Exchanges as files: they are recorded, read and compared with what happens later.
 */
@NullMarked
package io.github.wsgi4j.recording;

import org.jspecify.annotations.NullMarked;
