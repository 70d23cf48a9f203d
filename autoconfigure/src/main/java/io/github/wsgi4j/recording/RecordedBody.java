package io.github.wsgi4j.recording;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A body in a recording.
 *
 * @param blocks the first blocks, none of them empty
 * @param total the number of all bytes that passed
 * @param ending how it ended: {@link #WHOLE}, {@link #OPEN}, or the name of an exception
 */
record RecordedBody(List<byte[]> blocks, long total, String ending) {

	/** The body passed to its end. */
	static final String WHOLE = "whole";

	/** Nobody wanted the rest of it. */
	static final String OPEN = "left";

	boolean isCut() {
		return bytes().length < this.total;
	}

	boolean isOpen() {
		return this.ending.equals(OPEN);
	}

	byte[] bytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		this.blocks.forEach(bytes::writeBytes);
		return bytes.toByteArray();
	}

}
