package io.github.wsgi4j.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.container.Mount;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds out where each {@link Application} bean is mounted.
 *
 * @param needsNoMount whether the bean of a name may be without a mount
 * @param hasNoMethod whether properties have made the bean of a name, so that there is no
 * method to annotate
 */
record MountResolver(ConfigurableListableBeanFactory beans, WsgiProperties properties, Predicate<String> needsNoMount,
		Predicate<String> hasNoMethod) {

	/**
	 * Wildcards, and what no request has in its path as it is here: encoded characters,
	 * parameters, and dots that every browser resolves.
	 */
	private static final Pattern NOT_PLAIN = Pattern.compile("[?#%*{};]|//|/\\.\\.?(/|$)");

	/**
	 * The paths of the mounts by the names of the beans. A path is empty, or starts but
	 * does not end with a slash.
	 * @throws MisconfigurationException if a mount is missing, malformed or taken
	 */
	Map<String, String> resolve() {
		ApplicationNames applications = new ApplicationNames(this.beans);
		List<String> names = applications.all();
		Map<String, String> configured = applications.resolve("wsgi.mounts", this.properties.mounts());
		configured.replaceAll((name, path) -> checked("wsgi.mounts." + name, path));
		Map<String, String> mounts = new LinkedHashMap<>();
		for (String name : names) {
			String path = path(name, configured);
			if (path != null) {
				mounts.put(name, path);
			}
		}
		List<String> missing = names.stream()
			.filter((name) -> !mounts.containsKey(name) && !this.needsNoMount.test(name))
			.toList();
		if (mounts.isEmpty() && missing.size() == 1) {
			mounts.put(missing.get(0), checked("wsgi.path", this.properties.path()));
		}
		else if (!missing.isEmpty()) {
			throw incomplete(names.size(), missing);
		}
		checkDistinct(mounts);
		return mounts;
	}

	private @Nullable String path(String name, Map<String, String> configured) {
		String path = configured.get(name);
		Mount mount = (path != null) ? null : BeanOrigin.of(this.beans, name).annotation(Mount.class);
		return (mount != null) ? checked("@Mount of the bean '" + name + "'", mount.value()) : path;
	}

	private MisconfigurationException incomplete(int all, List<String> missing) {
		return new MisconfigurationException(
				"There are " + all + " beans of type " + Application.class.getName()
						+ ", but no mount is configured for " + ApplicationNames.quoted(missing) + ".",
				missing.stream().map(this::advice).collect(Collectors.joining(System.lineSeparator())));
	}

	private String advice(String name) {
		String path = "/" + name.toLowerCase(Locale.ROOT);
		return "Set 'wsgi.mounts." + name + "=" + path + "'" + (this.hasNoMethod.test(name) ? "."
				: ", or annotate the bean method '" + name + "' with @Mount(\"" + path + "\").");
	}

	private static void checkDistinct(Map<String, String> mounts) {
		Map<String, String> names = new LinkedHashMap<>();
		mounts.forEach((name, path) -> {
			String other = names.put(path, name);
			if (other != null) {
				throw new MisconfigurationException(
						"The applications '" + other + "' and '" + name + "' are both mounted at '"
								+ (path.isEmpty() ? "/" : path) + "'.",
						"Change the path of 'wsgi.mounts." + other + "' or 'wsgi.mounts." + name + "'.");
			}
		});
	}

	private static String checked(String origin, String path) {
		if (!path.startsWith("/")) {
			throw new MisconfigurationException(
					"The path '" + path + "' of " + origin + " does not start with a slash.",
					"Change it to '/" + path + "'.");
		}
		if (NOT_PLAIN.matcher(path).find()) {
			throw new MisconfigurationException(
					"The path '" + path + "' of " + origin
							+ " is not a plain path: it must not contain any of ? # % * { } ; // /./ /../.",
					"Use a plain path, such as '/blog'.");
		}
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

}
