package io.github.wsgi4j.autoconfigure.shadow;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.autoconfigure.shadow.WsgiShadowProperties.ShadowProperties;
import io.github.wsgi4j.http.Latin1;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * The requests that a shadow is asked about.
 */
final class SelectedRequests implements Predicate<Map<String, Object>> {

	private static final PathContainer.Options DECODED = PathContainer.Options.create('/', false);

	private final Set<String> methods;

	private final String mount;

	private final List<PathPattern> patterns = new ArrayList<>();

	private final boolean allPaths;

	SelectedRequests(String prefix, ShadowProperties properties) {
		this.methods = properties.methods()
			.stream()
			.map((method) -> method.toUpperCase(Locale.ROOT))
			.collect(Collectors.toSet());
		this.mount = mount(prefix + ".mount", properties.mount());
		properties.paths().forEach((path) -> this.patterns.add(pattern(prefix + ".paths", path)));
		this.allPaths = properties.paths().contains("/**");
	}

	/**
	 * The path that leads to the shadow: empty, or starting but not ending with a slash.
	 */
	String mount() {
		return this.mount;
	}

	@Override
	public boolean test(Map<String, Object> environ) {
		if (!this.methods.contains(environ.get(Environ.REQUEST_METHOD))) {
			return false;
		}
		if (this.allPaths && this.mount.isEmpty()) {
			return true;
		}
		String path = path((String) environ.getOrDefault(Environ.PATH_INFO, ""));
		if (!path.startsWith(this.mount)
				|| (path.length() > this.mount.length() && path.charAt(this.mount.length()) != '/')) {
			return false;
		}
		PathContainer container = PathContainer.parsePath(path.isEmpty() ? "/" : path, DECODED);
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(container));
	}

	private static String path(String latin1) {
		try {
			return Latin1.utf8(latin1);
		}
		catch (CharacterCodingException ex) {
			return latin1;
		}
	}

	private static String mount(String property, String path) {
		String mount = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
		if (!mount.isEmpty() && (!mount.startsWith("/") || mount.chars().anyMatch((c) -> "?#%*{}".indexOf(c) >= 0))) {
			throw new MisconfigurationException(
					"The path '" + path + "' of '" + property + "' is not a plain path that starts with a slash.",
					"Use the path below the primary's mount at which the shadow will be mounted later, such as "
							+ "'/items'.");
		}
		return mount;
	}

	private static PathPattern pattern(String property, String path) {
		if (!path.startsWith("/")) {
			throw new MisconfigurationException(
					"The pattern '" + path + "' of '" + property + "' does not start with a slash.",
					"Change it to '/" + path + "'.");
		}
		try {
			return PathPatternParser.defaultInstance.parse(path);
		}
		catch (PatternParseException ex) {
			throw new MisconfigurationException(
					"The pattern '" + path + "' of '" + property + "' is malformed: " + ex.getMessage(),
					"Use the syntax of Spring's PathPattern, as in '/items/**' or '/items/{id}'.");
		}
	}

}
