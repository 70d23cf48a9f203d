package io.github.wsgi4j;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

/**
 * Counts what a reader of a package has to keep in mind: its files, and its types that
 * know each other in a ring. A nested type counts as its outermost one.
 */
final class Sizes {

	private final Map<String, Set<String>> references = new HashMap<>();

	Sizes(JavaClasses classes) {
		for (JavaClass type : classes) {
			Set<String> others = this.references.computeIfAbsent(file(type), (name) -> new HashSet<>());
			type.getDirectDependenciesFromSelf()
				.stream()
				.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
				.filter((other) -> other.getPackageName().equals(type.getPackageName()))
				.map(Sizes::file)
				.forEach(others::add);
		}
	}

	/** The number of files of each package, by its name below the root. */
	Map<String, Integer> filesOf() {
		Map<String, Integer> files = new TreeMap<>();
		this.references.keySet()
			.stream()
			.filter((name) -> !name.endsWith("package-info"))
			.forEach((name) -> files.merge(room(name), 1, Integer::sum));
		return files;
	}

	/** The largest ring of types of each package, by its name below the root. */
	Map<String, Collection<String>> largestCycleOf() {
		Map<String, Set<String>> reachable = this.references.keySet()
			.stream()
			.collect(Collectors.toMap((name) -> name, this::reachable));
		Map<String, Collection<String>> cycles = new TreeMap<>();
		reachable.forEach((name, others) -> {
			Collection<String> cycle = others.stream()
				.filter((other) -> reachable.get(other).contains(name))
				.collect(Collectors.toCollection(TreeSet::new));
			cycles.merge(room(name), cycle, (one, two) -> (one.size() < two.size()) ? two : one);
		});
		return cycles;
	}

	private Set<String> reachable(String from) {
		Set<String> found = new HashSet<>();
		Deque<String> open = new ArrayDeque<>(List.of(from));
		while (!open.isEmpty()) {
			this.references.getOrDefault(open.pop(), Set.of())
				.stream()
				.filter((other) -> !other.equals(from) || !found.contains(from))
				.filter(found::add)
				.forEach(open::push);
		}
		return found;
	}

	private static String room(String name) {
		int end = name.lastIndexOf('.');
		int root = ArchitectureTests.ROOT.length();
		return (end <= root) ? "" : name.substring(root + 1, end);
	}

	private static String file(JavaClass type) {
		JavaClass outermost = type;
		while (outermost.getEnclosingClass().isPresent()) {
			outermost = outermost.getEnclosingClass().get();
		}
		return outermost.getName();
	}

}
