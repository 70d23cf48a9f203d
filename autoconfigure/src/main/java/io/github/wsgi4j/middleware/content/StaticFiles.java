package io.github.wsgi4j.middleware.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.FileResponse;
import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.http.MediaTypes;
import io.github.wsgi4j.middleware.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Sends files of a directory or of a folder of the class path. Where there is none at a
 * path, or the method is neither {@code GET} nor {@code HEAD}, the application answers. A
 * file of a directory is sent without a copy, also a range of it, and has an {@code ETag}
 * and a {@code Last-Modified} to ask for it conditionally; one of a jar has an
 * {@code ETag}.
 * <p>
 * No file is sent whose path has a segment that starts with a dot, but for
 * {@code .well-known} as the first, a backslash, a colon, an encoded slash, a control
 * character, or bytes that are no UTF-8; nor one that a link leads to outside of the
 * directory. Folders are not listed, and answer only to a path that ends with a slash, if
 * there is an index file.
 */
public final class StaticFiles implements Middleware {

	private final StaticLocation location;

	private final String prefix;

	private final @Nullable String index;

	private final @Nullable String cacheControl;

	private final MediaTypes types;

	private StaticFiles(StaticLocation location, String prefix, @Nullable String index, @Nullable String cacheControl,
			MediaTypes types) {
		this.location = location;
		this.prefix = prefix;
		this.index = index;
		this.cacheControl = cacheControl;
		this.types = types;
	}

	/**
	 * Sends the files of a directory.
	 * @param directory the directory
	 * @return the middleware, for all paths
	 * @throws IllegalArgumentException if there is no such directory
	 */
	public static StaticFiles of(Path directory) {
		if (!Files.isDirectory(directory)) {
			throw new IllegalArgumentException("There is no directory '" + directory + "'");
		}
		try {
			return new StaticFiles(new Directory(directory.toRealPath()), "", null, null, MediaTypes.COMMON);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends the files of a folder of the class path.
	 * @param loader where the folder is looked for
	 * @param folder the folder, such as {@code static/}
	 * @return the middleware, for all paths
	 * @throws IllegalArgumentException if the folder is the whole class path
	 */
	public static StaticFiles of(ClassLoader loader, String folder) {
		String trimmed = folder.replaceAll("^/+|/+$", "");
		if (trimmed.isEmpty()) {
			throw new IllegalArgumentException("The class path itself has more than files to be sent: name a folder");
		}
		return new StaticFiles(new ClassPathFolder(loader, trimmed), "", null, null, MediaTypes.COMMON);
	}

	/**
	 * The same middleware for paths below a prefix.
	 * @param prefix the prefix, such as {@code /assets}
	 * @return the other middleware
	 * @throws IllegalArgumentException if it does not start with a slash
	 */
	public StaticFiles at(String prefix) {
		if (!prefix.startsWith("/")) {
			throw new IllegalArgumentException("The prefix '" + prefix + "' does not start with a slash");
		}
		String path = Latin1.encode(prefix.replaceAll("/+$", ""));
		return new StaticFiles(this.location, path, this.index, this.cacheControl, this.types);
	}

	/**
	 * The same middleware with a file that stands for its folder.
	 * @param name the file's name, such as {@code index.html}
	 * @return the other middleware
	 */
	public StaticFiles index(String name) {
		return new StaticFiles(this.location, this.prefix, name, this.cacheControl, this.types);
	}

	/**
	 * The same middleware with a {@code Cache-Control} for all files.
	 * @param value the header's value, such as {@code max-age=3600}
	 * @return the other middleware
	 */
	public StaticFiles cacheControl(String value) {
		return new StaticFiles(this.location, this.prefix, this.index, value, this.types);
	}

	/**
	 * The same middleware with another type of files.
	 * @param ending the ending of their names, without a dot
	 * @param type the {@code Content-Type}
	 * @return the other middleware
	 */
	public StaticFiles type(String ending, String type) {
		return new StaticFiles(this.location, this.prefix, this.index, this.cacheControl,
				this.types.with(ending, type));
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			PlainPath path = (RequestHeaders.isGet(environ) || RequestHeaders.isHead(environ))
					? StaticPath.of(environ, this.prefix, this.index) : null;
			StaticFile file = (path != null) ? this.location.find(path) : null;
			return (path == null || file == null) ? application.call(environ, startResponse)
					: send(file, path.names().get(path.names().size() - 1), environ, startResponse);
		};
	}

	private Iterable<byte[]> send(StaticFile file, String name, Map<String, Object> environ,
			StartResponse startResponse) throws Exception {
		List<Header> headers = new ArrayList<>();
		headers.add(Header.of("Content-Type", this.types.of(name)));
		if (this.cacheControl != null) {
			headers.add(Header.of("Cache-Control", this.cacheControl));
		}
		FileResponse response = FileResponse.of(file.state(), "200 OK", headers, environ);
		Iterable<byte[]> body = response.hasBody() ? file.opener().open() : Body.empty();
		return Body.orClose(body, () -> {
			Iterable<byte[]> sent = (body instanceof FileBody whole && file.state().hasRanges())
					? whole.part(response.first(), response.length()) : body;
			startResponse.call(response.status(), response.headers());
			return sent;
		});
	}

}
