package io.github.wsgi4j.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a representation: RFC 9110, section 14.
 *
 * @param first the offset of the first byte
 * @param last the offset of the last byte
 */
public record ByteRange(long first, long last) {

	private static final Pattern RANGES = Pattern.compile("(?i:bytes)=[ \\t]*+([0-9 \\t,-]+)");

	private static final Pattern RANGE = Pattern.compile("([0-9]{0,18})-([0-9]{0,18})");

	private static final int MOST = 100;

	/**
	 * Returns the number of bytes.
	 */
	public long length() {
		return this.last - this.first + 1;
	}

	/**
	 * Returns the value of {@code Content-Range}.
	 * @param length the length of the whole
	 */
	public String contentRange(long length) {
		return "bytes " + this.first + "-" + this.last + "/" + length;
	}

	/**
	 * Reads the header {@code Range}.
	 * @param header the header
	 * @param length the length of the whole
	 * @return the parts in order, those that touch each other joined, as section 15.3.7.2
	 * allows; an empty list if none is within the whole; nothing if the header is
	 * malformed, in another unit, or has more than a hundred parts, and so is to be
	 * ignored
	 */
	public static Optional<List<ByteRange>> parse(String header, long length) {
		Matcher matcher = RANGES.matcher(header.strip());
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String[] texts = matcher.group(1).split(",", MOST + 2);
		if (texts.length > MOST) {
			return Optional.empty();
		}
		List<ByteRange> ranges = new ArrayList<>();
		boolean any = false;
		for (String text : texts) {
			if (!text.isBlank()) {
				any = true;
				if (!add(text.strip(), length, ranges)) {
					return Optional.empty();
				}
			}
		}
		return any ? Optional.of(joined(ranges)) : Optional.empty();
	}

	private static boolean add(String text, long length, List<ByteRange> ranges) {
		Matcher matcher = RANGE.matcher(text);
		if (!matcher.matches() || text.equals("-")) {
			return false;
		}
		if (matcher.group(1).isEmpty()) {
			long suffix = Math.min(Long.parseLong(matcher.group(2)), length);
			if (suffix > 0) {
				ranges.add(new ByteRange(length - suffix, length - 1));
			}
			return true;
		}
		long first = Long.parseLong(matcher.group(1));
		long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
		if (first <= last && first < length) {
			ranges.add(new ByteRange(first, Math.min(last, length - 1)));
		}
		return first <= last;
	}

	private static List<ByteRange> joined(List<ByteRange> ranges) {
		List<ByteRange> joined = new ArrayList<>();
		for (ByteRange range : ranges.stream().sorted(Comparator.comparingLong(ByteRange::first)).toList()) {
			ByteRange before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
			if (before != null && range.first <= before.last + 1) {
				joined.set(joined.size() - 1, new ByteRange(before.first, Math.max(before.last, range.last)));
			}
			else {
				joined.add(range);
			}
		}
		return List.copyOf(joined);
	}

}
