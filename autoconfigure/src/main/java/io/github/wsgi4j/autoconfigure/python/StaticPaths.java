package io.github.wsgi4j.autoconfigure.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.middleware.content.StaticFiles;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.Environment;

/**
 * The files of a Python application that are sent without asking it.
 */
final class StaticPaths {

	private final String prefix;

	private final ConfigurationPropertyName property;

	private final Environment environment;

	/**
	 * Creates the paths of an application.
	 * @param prefix the name of the application's properties
	 * @param environment where they are written
	 */
	StaticPaths(String prefix, Environment environment) {
		this.prefix = prefix;
		this.property = ConfigurationPropertyName.adapt(prefix + ".static-paths", '.');
		this.environment = environment;
	}

	/**
	 * Returns what sends the files, those of the longest path first.
	 */
	Middleware below(Path directory, Map<String, String> folders) {
		return Middleware.of(folders.keySet()
			.stream()
			.sorted(Comparator.comparingInt(String::length).reversed())
			.map((key) -> files(path(key), directory.resolve(folders.get(key)).normalize()))
			.toList());
	}

	private StaticFiles files(String path, Path folder) {
		if (!Files.isDirectory(folder)) {
			throw new MisconfigurationException(
					"The directory of '" + this.property + "[" + path + "]', " + folder + ", does not exist.",
					"Create the directory, as 'manage.py collectstatic' does for Django, or set '" + this.property + "["
							+ path + "]' to another one. A relative path is resolved against '" + this.prefix
							+ ".directory'.");
		}
		return StaticFiles.of(folder).at(path);
	}

	// Spring Boot drops the slashes of a key that is not in brackets.
	private String path(String key) {
		if (key.indexOf('/') >= 0) {
			return key.startsWith("/") ? key : "/" + key;
		}
		String written = "/" + strip(written(key));
		if (written.indexOf('/', 1) > 0) {
			throw new MisconfigurationException(
					"The path '" + written + "' of '" + this.property
							+ "' is not in brackets, so Spring Boot drops its slashes.",
					"Use '" + this.property + "[" + written + "]', or \"[" + written + "]\" in YAML.");
		}
		return "/" + key;
	}

	private String written(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(this.property + "." + key, '.');
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = source.getConfigurationProperty(name);
			if (found != null && found.getOrigin() instanceof PropertySourceOrigin origin) {
				String[] elements = origin.getPropertyName().split("\\.", this.property.getNumberOfElements() + 1);
				return elements[elements.length - 1];
			}
		}
		return key;
	}

	private static String strip(String path) {
		int start = path.startsWith("/") ? 1 : 0;
		return path.substring(start, Math.max(start, path.length() - (path.endsWith("/") ? 1 : 0)));
	}

}
