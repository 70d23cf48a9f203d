package io.github.wsgi4j;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A path to a file that comes from an untrusted source: names separated by slashes. A
 * path that is not plain is rejected rather than normalized, because two components that
 * normalize it differently would disagree on the file it names.
 */
public final class PlainPath {

	private static final String WELL_KNOWN = ".well-known";

	private final List<String> names;

	private PlainPath(List<String> names) {
		this.names = names;
	}

	/**
	 * Reads a path.
	 * @param path the path, decoded
	 * @return the path, or {@code null} if one of its names is empty, starts with a dot,
	 * ends with a dot or a blank, or has a backslash, a colon or a control character; the
	 * first may be {@code .well-known}, which is meant to be requested (RFC 8615)
	 */
	public static @Nullable PlainPath parse(String path) {
		List<String> names = List.of(path.split("/", -1));
		boolean known = names.size() > 1 && names.get(0).equals(WELL_KNOWN);
		return names.stream().skip(known ? 1 : 0).allMatch(PlainPath::isPlain) ? new PlainPath(names) : null;
	}

	/**
	 * The names.
	 * @return at least one name
	 */
	public List<String> names() {
		return this.names;
	}

	/**
	 * Follows the path, and the links on it, as long as they stay below a directory and
	 * lead to nothing hidden.
	 * @param root the directory, as {@link Path#toRealPath} returns it: with any other
	 * name of it nothing is found
	 * @return the file or directory, as a path without links, or {@code null} if there is
	 * none
	 */
	public @Nullable Path findBelow(Path root) {
		try {
			Path found = root.resolve(toString()).toRealPath();
			return (found.startsWith(root) && !isHidden(root.relativize(found))) ? found : null;
		}
		catch (IOException | InvalidPathException ex) {
			// Why there is none, such as a loop of links, is nothing for a client.
			return null;
		}
	}

	@Override
	public String toString() {
		return String.join("/", this.names);
	}

	private static boolean isPlain(String name) {
		return !name.isEmpty() && !name.startsWith(".") && !name.endsWith(".") && !name.endsWith(" ")
				&& name.chars().noneMatch((c) -> c == '\\' || c == ':' || Character.isISOControl(c));
	}

	private static boolean isHidden(Path path) {
		boolean first = true;
		for (Path name : path) {
			boolean known = first && name.toString().equals(WELL_KNOWN);
			first = false;
			if (name.toString().startsWith(".") && !known) {
				return true;
			}
		}
		return false;
	}

}
