package io.github.wsgi4j.middleware.validation;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.middleware.EnvironKeys;

/**
 * Writes SPEC.md out of the rules, the names of the environ, and the tests.
 */
final class Specification {

	private static final Pattern KEY = Pattern
		.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public static final String \\w+ = \"([^\"]+)\"", Pattern.DOTALL);

	private final StringBuilder page = new StringBuilder();

	private final Map<Rule, Integer> breaking;

	private final Map<Rule, Integer> keeping;

	Specification(List<Class<?>> tests) {
		List<Method> methods = tests.stream().flatMap((test) -> Arrays.stream(test.getDeclaredMethods())).toList();
		this.breaking = count(methods.stream()
			.map((method) -> method.getAnnotation(Breaks.class))
			.filter((breaks) -> breaks != null)
			.map(Breaks::value)
			.toList());
		this.keeping = count(methods.stream()
			.map((method) -> method.getAnnotation(Keeps.class))
			.filter((keeps) -> keeps != null)
			.map(Keeps::value)
			.toList());
	}

	/**
	 * How many tests break a rule.
	 */
	int breaking(Rule rule) {
		return this.breaking.getOrDefault(rule, 0);
	}

	/**
	 * How many tests keep a rule.
	 */
	int keeping(Rule rule) {
		return this.keeping.getOrDefault(rule, 0);
	}

	/**
	 * The variables of an environ with what their Javadoc says of them.
	 */
	static Map<String, String> keys() throws IOException {
		String source = Files.readString(Path.of("src/main/java", Environ.class.getName().replace('.', '/') + ".java"));
		Map<String, String> keys = new LinkedHashMap<>();
		Matcher matcher = KEY.matcher(source);
		while (matcher.find()) {
			keys.put(matcher.group(2),
					matcher.group(1)
						.replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
						.replaceAll("\\{@link #(\\w+)\\}", "`$1`")
						.replaceAll("\\{@(?:code|link) ([^}]+)\\}", "`$1`")
						.strip());
		}
		return keys;
	}

	String write() throws IOException {
		line("# The specification");
		line("");
		line("""
				This is the contract between a server, its middleware and an application, as this project keeps it:
				[PEP 3333](https://peps.python.org/pep-3333/) in Java. This page is generated from the enum `Rule`, which the
				middleware `Validator` checks, from the Javadoc of `Environ`, and from the tests; a test fails if it is out of date.

				A middleware is an application to what calls it and a server to what it wraps, and has to keep both sides.
				Sections without an RFC are those of PEP 3333. In one place the project differs from it: while no header has
				been sent, `start_response` may be called again without an exception, and the last call wins; `wsgi.strict`
				forbids it. A test with parameters counts as one.
				"""
			.strip());
		writeKeys();
		for (Rule.Topic topic : Rule.Topic.values()) {
			writeRules(topic);
		}
		writeWsgiref();
		writeRest();
		return this.page.toString();
	}

	private void writeKeys() throws IOException {
		heading("The environ's variables", "key", "description", "always present", "rules");
		keys().forEach((key, text) -> row("`" + key + "`", text, isRequired(key) ? "yes" : "",
				rules((rule) -> rule.keys().contains(key))));
		line("");
		line("""
				There are also `HTTP_*` for the headers, variables that the deployer adds, and variables that others add under names
				with a dot. `SCRIPT_NAME` and `PATH_INFO` may be absent if they are empty; this project's container always sets them.
				"""
			.strip());
	}

	private static boolean isRequired(String key) {
		return EnvironKeys.REQUIRED.contains(key) || Environ.QUERY_STRING.equals(key);
	}

	private void writeRules(Rule.Topic topic) {
		String title = topic.name().toLowerCase(Locale.ROOT).replace('_', ' ');
		heading("Rules: " + title, "rule", "kept by", "sentence", "section", "tests that break it",
				"tests that keep it");
		for (Rule rule : Rule.values()) {
			if (rule.topic() == topic) {
				row("`" + rule.id() + "`", rule.side().name().toLowerCase(Locale.ROOT), rule.sentence(), rule.section(),
						Integer.toString(breaking(rule)), Integer.toString(keeping(rule)));
			}
		}
	}

	private void writeWsgiref() {
		heading("What CPython's wsgiref.validate checks", "check of wsgiref", "here");
		WsgirefChecks.ALL.forEach((check) -> row(check.check(), check.counterpart()));
	}

	private void writeRest() {
		line("");
		line("## What is not checked");
		line("");
		line("""
				- Whether a middleware yields a block for each block that it takes, and so holds nothing back.
				- How the bytes of a `FileBody` are read: it is passed on as it is, so that it is sent without a copy. Its length
				  is checked, and that it is closed exactly once.
				- What an application does with the other objects in the environ.
				"""
			.strip());
	}

	private void heading(String title, String... columns) {
		line("");
		line("## " + title);
		line("");
		row(columns);
		row(Arrays.stream(columns).map((column) -> "---").toArray(String[]::new));
	}

	private void row(String... cells) {
		line("| " + String.join(" | ", cells) + " |");
	}

	private void line(String text) {
		this.page.append(text).append('\n');
	}

	private static String rules(Predicate<Rule> filter) {
		return Arrays.stream(Rule.values())
			.filter(filter)
			.map((rule) -> "`" + rule.id() + "`")
			.collect(Collectors.joining(" "));
	}

	private static Map<Rule, Integer> count(List<Rule[]> all) {
		Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
		all.forEach((rules) -> Arrays.stream(rules).forEach((rule) -> counts.merge(rule, 1, Integer::sum)));
		return counts;
	}

}
