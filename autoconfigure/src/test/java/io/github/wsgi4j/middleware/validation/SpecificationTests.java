package io.github.wsgi4j.middleware.validation;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.wsgi4j.Environ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpecificationTests {

	private static final Path PAGE = Path.of("../SPEC.md");

	private static final Path TESTS = Path.of("src/test/java/io/github/wsgi4j/middleware");

	private final Specification specification = new Specification(tests());

	@Test
	void thePageIsMadeOfTheRules() throws IOException {
		String page = this.specification.write();
		if (Boolean.getBoolean("spec.write")) {
			Files.writeString(PAGE, page);
		}
		assertThat(Files.readString(PAGE)).as("run this test with -Dspec.write=true").isEqualTo(page);
	}

	@ParameterizedTest
	@EnumSource
	void aRuleHasATestThatBreaksItAndOneThatKeepsIt(Rule rule) {
		assertThat(this.specification.breaking(rule)).as("tests with @Breaks").isPositive();
		assertThat(this.specification.keeping(rule)).as("tests with @Keeps").isPositive();
	}

	@Test
	void testsThatAreCountedAreHeldToTheirRules() {
		assertThat(tests())
			.filteredOn((test) -> Arrays.stream(test.getDeclaredMethods())
				.anyMatch((method) -> method.isAnnotationPresent(Breaks.class)
						|| method.isAnnotationPresent(Keeps.class)))
			.isNotEmpty()
			.allSatisfy((test) -> assertThat(test.getAnnotation(ExtendWith.class).value()).contains(TrueToRules.class));
	}

	@ParameterizedTest
	@EnumSource
	void aRuleIsOneSentenceWithItsSection(Rule rule) {
		assertThat(rule.sentence()).matches("[A-Z][^|\\n]*[^.]\\.");
		assertThat(rule.section()).isNotBlank();
		assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)+");
	}

	@Test
	void everyKeyIsInTheTableAndIsNamedByARuleUnlessItIsForeign() throws IOException {
		List<String> keys = Arrays.stream(Environ.class.getFields())
			.filter((field) -> Modifier.isStatic(field.getModifiers()))
			.map(SpecificationTests::value)
			.toList();
		assertThat(Specification.keys().keySet()).containsExactlyElementsOf(keys);
		assertThat(Specification.keys().values()).allSatisfy((text) -> assertThat(text).matches("[A-Z].{10,90}\\."));
		assertThat(keys)
			.filteredOn((key) -> Arrays.stream(Rule.values()).noneMatch((rule) -> rule.keys().contains(key)))
			.containsExactly(Environ.EXCHANGE, Environ.APPLICATION, Environ.AUTHORITIES, Environ.CSRF_TOKEN,
					Environ.CSRF_HEADER, Environ.CSRF_PARAMETER, Environ.INPUT_COMPLETE, Environ.HOST_TRUSTED,
					Environ.PATTERN);
		assertThat(keys).containsAll(Arrays.stream(Rule.values()).flatMap((rule) -> rule.keys().stream()).toList());
	}

	@Test
	void everyRuleThatThePageNamesExists() throws IOException {
		List<String> named = Pattern.compile("`([a-z0-9]+(-[a-z0-9]+)+)`")
			.matcher(this.specification.write())
			.results()
			.map((match) -> match.group(1))
			.distinct()
			.toList();
		assertThat(named).containsExactlyInAnyOrderElementsOf(Arrays.stream(Rule.values()).map(Rule::id).toList());
	}

	private static String value(Field field) {
		try {
			return (String) field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Class<?>> tests() {
		try (Stream<Path> files = Files.walk(TESTS)) {
			return files.map((file) -> TESTS.relativize(file).toString())
				.filter((file) -> file.endsWith("Tests.java"))
				.sorted()
				.<Class<?>>map((file) -> type(file.replace(".java", "").replace(File.separatorChar, '.')))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Class<?> type(String name) {
		try {
			return Class.forName("io.github.wsgi4j.middleware." + name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
