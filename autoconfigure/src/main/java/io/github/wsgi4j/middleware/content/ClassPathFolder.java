package io.github.wsgi4j.middleware.content;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.zip.ZipEntry;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.FileState;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the class path whose files may be sent.
 *
 * @param folder the folder, without slashes around it
 */
record ClassPathFolder(ClassLoader loader, String folder) implements StaticLocation {

	private static final int BLOCK_SIZE = 64 * 1024;

	@Override
	public @Nullable StaticFile find(PlainPath path) throws IOException {
		URL url = this.loader.getResource(this.folder + "/" + path);
		if (url == null) {
			return null;
		}
		if (url.getProtocol().equals("file")) {
			return new Directory(root(url, path.names().size()).toRealPath()).find(path);
		}
		URLConnection connection = url.openConnection();
		if (!(connection instanceof JarURLConnection jar)) {
			return new StaticFile(new FileState(connection.getContentLengthLong(), null, null, false),
					() -> Body.of(connection.getInputStream(), BLOCK_SIZE), url.toString());
		}
		ZipEntry entry = jar.getJarEntry();
		if (entry == null || entry.isDirectory()) {
			return null;
		}
		// Not its time, which a build may set to be the same in each jar.
		EntityTag tag = (entry.getCrc() >= 0)
				? new EntityTag(Long.toHexString(entry.getCrc()) + "-" + Long.toHexString(entry.getSize()), false)
				: null;
		return new StaticFile(new FileState(entry.getSize(), tag, null, false),
				() -> Body.of(jar.getInputStream(), BLOCK_SIZE), jar.getJarFileURL().toString());
	}

	private static Path root(URL url, int depth) throws IOException {
		try {
			Path path = Path.of(url.toURI());
			for (int i = 0; i < depth; i++) {
				Path parent = path.getParent();
				if (parent == null) {
					throw new IOException("The path " + path + " is too short");
				}
				path = parent;
			}
			return path;
		}
		catch (URISyntaxException ex) {
			throw new IOException(ex);
		}
	}

}
