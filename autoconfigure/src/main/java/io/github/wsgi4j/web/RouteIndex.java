package io.github.wsgi4j.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.web.routing.RouteShape;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;

/**
 * Finds the few routes that may fit a path, however many there are. It is a tree of the
 * segments of their patterns: a literal one is looked up, one with variables is found by
 * what stands before the first of them.
 */
final class RouteIndex {

	private static final Comparator<Route> SPECIFIC_FIRST = Comparator
		.comparing(Route::pattern, PathPattern.SPECIFICITY_COMPARATOR)
		.thenComparing((route) -> RouteShape.of(route.segments()));

	private final Node root = new Node();

	RouteIndex(Collection<Route> routes) {
		int rank = 0;
		for (Route route : routes.stream().sorted(SPECIFIC_FIRST).toList()) {
			add(route.ranked(rank++));
		}
	}

	/**
	 * The candidates for a path, the most specific first.
	 */
	List<Route> find(RoutePath path) {
		List<Route> found = new ArrayList<>(2);
		this.root.collect(path.segments(), 0, found);
		if (found.size() > 1) {
			found.sort(Comparator.comparingInt(Route::rank));
		}
		return found;
	}

	private void add(Route route) {
		Node node = this.root;
		for (String segment : route.segments()) {
			if (RouteShape.isOpen(segment)) {
				// From here on any number of segments: the pattern itself has to decide.
				node.open.add(route);
				return;
			}
			node = node.child(segment);
		}
		(route.mounted() != null ? node.open : node.closed).add(route);
	}

	private static final class Node {

		/** Routes whose patterns end here. */
		private final List<Route> closed = new ArrayList<>(1);

		/** Routes whose patterns go on with any number of segments. */
		private final List<Route> open = new ArrayList<>(0);

		private final Map<String, Node> literals = new HashMap<>();

		private final Map<String, Node> prefixes = new HashMap<>();

		private int longestPrefix;

		Node child(String segment) {
			int end = firstVariable(segment);
			if (end < 0) {
				return this.literals.computeIfAbsent(segment, (key) -> new Node());
			}
			this.longestPrefix = Math.max(this.longestPrefix, end);
			return this.prefixes.computeIfAbsent(segment.substring(0, end), (key) -> new Node());
		}

		void collect(List<String> segments, int index, List<Route> found) {
			found.addAll(this.open);
			if (index == segments.size()) {
				found.addAll(this.closed);
				return;
			}
			String segment = segments.get(index);
			collect(this.literals.get(segment), segments, index + 1, found);
			if (!this.prefixes.isEmpty()) {
				for (int i = Math.min(this.longestPrefix, segment.length()); i >= 0; i--) {
					collect(this.prefixes.get(segment.substring(0, i)), segments, index + 1, found);
				}
			}
		}

		private static void collect(@Nullable Node node, List<String> segments, int index, List<Route> found) {
			if (node != null) {
				node.collect(segments, index, found);
			}
		}

		private static int firstVariable(String segment) {
			for (int i = 0; i < segment.length(); i++) {
				if ("{*?".indexOf(segment.charAt(i)) >= 0) {
					return i;
				}
			}
			return -1;
		}

	}

}
