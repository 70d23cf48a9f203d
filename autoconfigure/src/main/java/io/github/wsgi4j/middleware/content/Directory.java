package io.github.wsgi4j.middleware.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.http.FileState;
import org.jspecify.annotations.Nullable;

/**
 * A directory whose files may be sent, and what links in it lead to as long as that is in
 * it too.
 *
 * @param root the directory, resolved
 */
record Directory(Path root) implements StaticLocation {

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
		return new StaticFile(FileState.of(attributes), () -> Body.of(file), this.root);
	}

}
