package io.github.wsgi4j.autoconfigure.diagnostics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The properties that exist: of the classes that are in use, and in the metadata of all
 * others.
 */
final class PropertyCatalogue {

	private final KnownProperties known;

	private final List<PropertyMetadata> metadata;

	PropertyCatalogue(KnownProperties known, ClassLoader classLoader) {
		this.known = known;
		this.metadata = PropertyMetadata.read(classLoader);
	}

	/**
	 * Whether the property exists in a class that is not in use here, as far as there is
	 * metadata.
	 */
	boolean contains(ConfigurationPropertyName name) {
		return this.metadata.isEmpty() || this.metadata.stream().anyMatch((property) -> {
			ConfigurationPropertyName existing = ConfigurationPropertyName.of(property.name());
			return existing.equals(name) || name.isAncestorOf(existing)
					|| (property.isAncestorOf(name) && !this.known.contains(existing));
		});
	}

	/**
	 * Returns how to correct a property that does not exist.
	 */
	String advice(ConfigurationPropertyName name) {
		return "Remove or correct '" + name + "'."
				+ candidates(name).filter((candidate) -> isTypingError(name, candidate))
					.min(Comparator.comparingInt((candidate) -> distance(name.toString(), candidate)))
					.map((nearest) -> " The most similar property is '" + nearest + "'.")
					.orElseGet(() -> neighbours(name));
	}

	// A name that is no typing error is another word for what there may be.
	private String neighbours(ConfigurationPropertyName name) {
		List<ConfigurationPropertyName> existing = candidates(name).map(ConfigurationPropertyName::of).toList();
		ConfigurationPropertyName group = name.getParent();
		while (existing.stream().noneMatch(group::isAncestorOf) && !group.isEmpty()) {
			group = group.getParent();
		}
		int level = group.getNumberOfElements();
		return " Below '" + group + "' there are: "
				+ existing.stream()
					.filter(group::isAncestorOf)
					.map((next) -> next.getElement(level, ConfigurationPropertyName.Form.DASHED))
					.distinct()
					.sorted()
					.collect(Collectors.joining(", ", "", "."));
	}

	private Stream<String> candidates(ConfigurationPropertyName name) {
		Stream<String> existing = this.metadata.stream().map((property) -> property.withKeyOf(name));
		return Stream.concat(this.known.names().stream().map(ConfigurationPropertyName::toString), existing)
			.filter((candidate) -> !candidate.equals(name.toString()));
	}

	private static boolean isTypingError(ConfigurationPropertyName name, String candidate) {
		return distance(name.toString(), candidate) <= 2;
	}

	/** Returns the number of characters to add, remove or replace. */
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int replaced = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}

}
