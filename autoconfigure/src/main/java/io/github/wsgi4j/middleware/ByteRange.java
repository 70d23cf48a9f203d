package io.github.wsgi4j.middleware;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One range of bytes that a client asks for: RFC 9110, section 14.1.2.
 *
 * @param first the offset of the first byte
 * @param length the number of bytes; none if the range is not within the file
 */
record ByteRange(long first, long length) {

	private static final Pattern FORM = Pattern.compile("(?i:bytes)=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

	/**
	 * Reads a range. What is malformed, or more ranges than one, is as good as none: the
	 * whole file is sent then.
	 * @param size the size of the file
	 */
	static @Nullable ByteRange parse(@Nullable String value, long size) {
		Matcher matcher = FORM.matcher((value != null) ? value : "");
		if (!matcher.matches()) {
			return null;
		}
		String first = matcher.group(1);
		String last = matcher.group(2);
		if (first.isEmpty()) {
			long length = last.isEmpty() ? -1 : Math.min(Long.parseLong(last), size);
			return (length < 0) ? null : new ByteRange(size - length, length);
		}
		long begin = Long.parseLong(first);
		long end = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
		return (end < begin) ? null : new ByteRange(begin, Math.max(Math.min(end, size - 1) - begin + 1, 0));
	}

	String contentRange(long size) {
		return "bytes " + this.first + "-" + (this.first + this.length - 1) + "/" + size;
	}

}
