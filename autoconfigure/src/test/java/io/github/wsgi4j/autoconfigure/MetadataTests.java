package io.github.wsgi4j.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataTests {

	private static final Pattern ROW = Pattern.compile("\\| `(wsgi\\.[^`]+)` \\| (?:`([^`]*)`)? *\\| (.+) \\|");

	@Test
	void everyPropertyHasADescription() throws IOException {
		assertThat(properties()).isNotEmpty().allSatisfy((property) -> {
			String description = (String) property.get("description");
			assertThat(description).as(name(property)).isNotBlank().doesNotStartWith("The ").doesNotStartWith("A ");
			assertThat(description).as(name(property)).endsWith(".");
		});
	}

	@Test
	void aBooleanIsAWhether() throws IOException {
		assertThat(properties()).filteredOn((property) -> "java.lang.Boolean".equals(property.get("type")))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat((String) property.get("description")).startsWith("Whether "));
	}

	@Test
	void thePageHasTheSamePropertiesAndDefaults() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		Matcher row = ROW.matcher(Files.readString(Path.of("../docs/properties.md")));
		while (row.find()) {
			documented.put(row.group(1), (row.group(2) != null) ? row.group(2) : "");
		}
		assertThat(documented).isEqualTo(properties().stream()
			.collect(Collectors.toMap(MetadataTests::name,
					(property) -> String.valueOf(property.getOrDefault("defaultValue", "")), (one, two) -> one,
					TreeMap::new)));
	}

	@Test
	void aPropertyThatWasRenamedNamesAnother() throws IOException {
		List<String> names = properties().stream().map(MetadataTests::name).toList();
		assertThat(all()).filteredOn(MetadataTests::isRenamed).isNotEmpty().allSatisfy((property) -> {
			Map<?, ?> deprecation = (Map<?, ?>) property.get("deprecation");
			// The metadata names a map, and nothing that its values have.
			assertThat(names).contains(String.valueOf(deprecation.get("replacement")).replace(".applications.*", ""));
		});
	}

	private static boolean isRenamed(Map<String, Object> property) {
		return property.containsKey("deprecation");
	}

	private static List<Map<String, Object>> properties() throws IOException {
		return all().stream().filter((property) -> !isRenamed(property)).toList();
	}

	private static String name(Map<String, Object> property) {
		return (String) property.get("name");
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> all() throws IOException {
		for (URL url : Collections
			.list(MetadataTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream stream = url.openStream()) {
				List<Map<String, Object>> properties = (List<Map<String, Object>>) JsonParserFactory.getJsonParser()
					.parseMap(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
					.get("properties");
				List<Map<String, Object>> own = properties.stream()
					.filter((property) -> name(property).startsWith("wsgi."))
					.toList();
				if (!own.isEmpty()) {
					return own;
				}
			}
		}
		throw new IllegalStateException("There is no metadata of properties under 'wsgi.'");
	}

}
