package io.github.wsgi4j.demo;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A note that somebody has left: a line of the JSON and of the page alike.
 *
 * @param id its number
 * @param author who has left it
 * @param text what it says
 * @param written when it was left, in whole seconds
 * @param file what came with it, or {@code null}
 */
record Note(long id, String author, String text, Instant written, @Nullable Attachment file) {

	/**
	 * A file that came with a note.
	 *
	 * @param name its name as the author has it
	 * @param size its size in bytes
	 */
	record Attachment(String name, long size) {

	}

}
