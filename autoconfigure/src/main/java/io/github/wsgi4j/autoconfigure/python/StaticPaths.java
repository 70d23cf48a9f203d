package io.github.wsgi4j.autoconfigure.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.middleware.content.StaticFiles;

/**
 * The files of a Python application that are sent without asking it.
 */
final class StaticPaths {

	private StaticPaths() {
	}

	/**
	 * Returns what sends the files, those of the longest path first.
	 */
	static Middleware below(Path directory, Map<String, String> folders, String prefix) {
		return Middleware.of(folders.keySet()
			.stream()
			.sorted(Comparator.comparingInt(String::length).reversed())
			.map((path) -> files(path, directory.resolve(folders.get(path)).normalize(), prefix))
			.toList());
	}

	private static StaticFiles files(String path, Path folder, String prefix) {
		String property = prefix + ".static-paths";
		if (!path.startsWith("/")) {
			throw new MisconfigurationException(
					"The path '" + path + "' of '" + property + "' does not start with a slash.",
					"Write the path with a slash, and in brackets, without which Spring Boot drops slashes: '"
							+ property + "[/" + path + "]', or \"[/" + path + "]\" in YAML.");
		}
		if (!Files.isDirectory(folder)) {
			throw new MisconfigurationException(
					"The directory of '" + property + "[" + path + "]', " + folder + ", is not there.",
					"Create the directory, as 'manage.py collectstatic' does for Django, or set '" + property + "["
							+ path + "]' to another one. A relative path starts at '" + prefix + ".directory'.");
		}
		return StaticFiles.of(folder).at(path);
	}

}
