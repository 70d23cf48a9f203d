package io.github.wsgi4j.web.routing;

import java.util.List;

/**
 * The form of a pattern, in which the names of variables are left out: two patterns of
 * one shape fit the same paths. Where Spring's order leaves a tie, the pattern comes
 * first that is more definite further to the left.
 *
 * @param segments the segments of the pattern, without the names of variables
 */
public record RouteShape(List<String> segments) implements Comparable<RouteShape> {

	public static RouteShape of(List<String> segments) {
		return new RouteShape(segments.stream().map(RouteShape::withoutNames).toList());
	}

	@Override
	public int compareTo(RouteShape other) {
		int common = Math.min(this.segments.size(), other.segments.size());
		for (int i = 0; i < common; i++) {
			int order = Integer.compare(vagueness(this.segments.get(i)), vagueness(other.segments.get(i)));
			if (order != 0) {
				return order;
			}
		}
		return 0;
	}

	/**
	 * Whether a segment of a pattern stands for any number of segments.
	 */
	public static boolean isOpen(String segment) {
		return segment.startsWith("**") || segment.startsWith("{*");
	}

	private static int vagueness(String segment) {
		if (isOpen(segment)) {
			return 4;
		}
		if (segment.equals("{}") || segment.equals("*")) {
			return 3;
		}
		boolean variable = segment.startsWith("{:") && RouteTemplate.close(segment, 0) == segment.length() - 1;
		return variable ? 2 : (segment.chars().anyMatch((c) -> "{*?".indexOf(c) >= 0) ? 1 : 0);
	}

	private static String withoutNames(String segment) {
		StringBuilder shape = new StringBuilder();
		int begin = 0;
		for (int open = segment.indexOf('{'); open >= 0; open = segment.indexOf('{', begin)) {
			int close = RouteTemplate.close(segment, open);
			int colon = segment.indexOf(':', open);
			boolean rest = segment.startsWith("{*", open);
			shape.append(segment, begin, open).append(rest ? "{*" : "{");
			shape.append((colon >= 0 && colon < close) ? segment.substring(colon, close) : "").append('}');
			begin = close + 1;
		}
		return shape.append(segment.substring(begin)).toString();
	}

}
