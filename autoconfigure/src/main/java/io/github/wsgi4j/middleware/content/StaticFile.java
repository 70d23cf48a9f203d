package io.github.wsgi4j.middleware.content;

import java.util.concurrent.Callable;

import io.github.wsgi4j.http.FileState;

/**
 * A file that is there to be sent.
 *
 * @param state what is known of it
 * @param opener makes a body of it
 * @param place where it was found: files of one place belong together
 */
record StaticFile(FileState state, Callable<Iterable<byte[]>> opener, Object place) {
}
