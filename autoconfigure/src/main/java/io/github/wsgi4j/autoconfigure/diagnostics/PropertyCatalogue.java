package io.github.wsgi4j.autoconfigure.diagnostics;

import java.util.Comparator;
import java.util.List;
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
		this.metadata = PropertyMetadata.read(KnownProperties.ROOT.toString(), classLoader);
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
		return candidates(name).min(Comparator.comparingInt((candidate) -> distance(name.toString(), candidate)))
			.map((nearest) -> "Remove or correct '" + name + "'. The most similar property is '" + nearest + "'.")
			.orElse("Remove '" + name + "'.");
	}

	private Stream<String> candidates(ConfigurationPropertyName name) {
		Stream<String> existing = this.metadata.stream()
			.map((property) -> isTypingError(name, property.withKeyOf(name)) ? property.withKeyOf(name)
					: property.name());
		return Stream.concat(this.known.names().stream().map(ConfigurationPropertyName::toString), existing)
			.filter((candidate) -> !candidate.equals(name.toString()));
	}

	// Any key of a map exists, which would make the entry of a map the nearest too often.
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
