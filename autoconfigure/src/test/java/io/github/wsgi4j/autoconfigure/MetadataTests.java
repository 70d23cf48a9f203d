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

import io.github.wsgi4j.Application;
import org.junit.jupiter.api.Test;

import org.springframework.boot.convert.ApplicationConversionService;
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
	void aHintIsForAPropertyOrForTheKeysOrValuesOfAMap() throws IOException {
		Map<String, String> types = types();
		assertThat(hints()).isNotEmpty()
			.allSatisfy((hint) -> assertThat(types.containsKey(name(hint))
					|| "java.util.Map".equals(rawType(types.get(name(hint).replaceFirst("\\.(keys|values)$", "")))))
				.as(name(hint))
				.isTrue());
	}

	@Test
	void aHintNamesProvidersAndClassesThatExist() throws IOException {
		List<Map<String, Object>> providers = hints().stream()
			.flatMap((hint) -> list(hint.get("providers")).stream())
			.toList();
		assertThat(providers).isNotEmpty().allSatisfy((provider) -> {
			assertThat(name(provider)).isIn("any", "handle-as", "spring-bean-reference");
			if (provider.get("parameters") instanceof Map<?, ?> parameters) {
				assertThat(parameters.get("target")).asString().satisfies(Class::forName);
			}
		});
	}

	@Test
	void aHintOfAnEnumerationHasAllOfItsValues() throws Exception {
		Map<String, String> types = types();
		for (Map<String, Object> hint : hints()) {
			String type = types.getOrDefault(name(hint), "");
			Class<?> enumeration = type.startsWith("io.github.wsgi4j.") ? Class.forName(type) : Object.class;
			if (enumeration.isEnum()) {
				assertThat(list(hint.get("values"))).extracting((value) -> converted(value.get("value"), enumeration))
					.as(name(hint))
					.containsExactlyInAnyOrder(enumeration.getEnumConstants());
			}
		}
	}

	@Test
	void theNameOfAnApplicationIsCompletedWithTheBeansThatThereAre() throws IOException {
		List<String> named = properties().stream()
			.map(MetadataTests::name)
			.filter((name) -> name.endsWith(".applications") || name.equals("wsgi.mounts")
					|| name.equals("wsgi.shadows"))
			// These make the beans.
			.filter((name) -> !name.startsWith("wsgi.python.") && !name.startsWith("wsgi.fastcgi."))
			.map((name) -> name + ".keys")
			.toList();
		assertThat(hints()).filteredOn((hint) -> hint.toString().contains(Application.class.getName()))
			.extracting(MetadataTests::name)
			.containsExactlyInAnyOrderElementsOf(named);
	}

	private static Object converted(Object value, Class<?> type) {
		return ApplicationConversionService.getSharedInstance().convert(value, type);
	}

	private static Map<String, String> types() throws IOException {
		return properties().stream()
			.collect(Collectors.toMap(MetadataTests::name, (property) -> (String) property.get("type"),
					(one, two) -> one));
	}

	private static String rawType(String type) {
		return (type != null) ? type.replaceFirst("<.*", "") : null;
	}

	private static String name(Map<String, Object> property) {
		return (String) property.get("name");
	}

	private static List<Map<String, Object>> properties() throws IOException {
		return list(metadata().get("properties")).stream()
			.filter((property) -> name(property).startsWith("wsgi."))
			.toList();
	}

	private static List<Map<String, Object>> hints() throws IOException {
		return list(metadata().get("hints"));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Object value) {
		return (value != null) ? (List<Map<String, Object>>) value : List.of();
	}

	private static Map<String, Object> metadata() throws IOException {
		for (URL url : Collections
			.list(MetadataTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream stream = url.openStream()) {
				String json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
				if (json.contains("\"wsgi.path\"")) {
					return JsonParserFactory.getJsonParser().parseMap(json);
				}
			}
		}
		throw new IllegalStateException("There is no metadata of properties under 'wsgi.'");
	}

}
