package io.github.wsgi4j.http;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The length, entity tag and time of change of a file that is to be sent.
 *
 * @param length the number of its bytes, or -1 if that is not known
 * @param tag its entity tag, if it has one
 * @param modified when it was changed, if that is known
 * @param hasRanges whether a range of it can be sent
 */
public record FileState(long length, @Nullable EntityTag tag, @Nullable Instant modified, boolean hasRanges) {

	/**
	 * Returns the state of a file in a file system, whose tag is made of its size and the
	 * time of its modification.
	 */
	public static FileState of(BasicFileAttributes attributes) {
		String tag = Long.toHexString(attributes.size()) + "-"
				+ Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
		return new FileState(attributes.size(), EntityTag.of(tag, false), attributes.lastModifiedTime().toInstant(),
				true);
	}

}
