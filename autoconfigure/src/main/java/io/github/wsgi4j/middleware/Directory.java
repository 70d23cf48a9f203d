package io.github.wsgi4j.middleware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.http.EntityTag;
import org.jspecify.annotations.Nullable;

/**
 * A directory whose files may be sent, and what links in it lead to as long as that is in
 * it too.
 */
final class Directory implements StaticLocation {

	private final Path root;

	/**
	 * Creates a location.
	 * @param root the directory, resolved
	 */
	Directory(Path root) {
		this.root = root;
	}

	@Override
	public @Nullable StaticFile find(PlainPath path) throws IOException {
		Path file = path.findBelow(this.root);
		if (file == null) {
			return null;
		}
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		if (!attributes.isRegularFile() || !Files.isReadable(file)) {
			return null;
		}
		Instant modified = attributes.lastModifiedTime().toInstant();
		String tag = Long.toHexString(attributes.size()) + "-"
				+ Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
		return new StaticFile(attributes.size(), new EntityTag(tag, false), modified, () -> Body.of(file));
	}

}
