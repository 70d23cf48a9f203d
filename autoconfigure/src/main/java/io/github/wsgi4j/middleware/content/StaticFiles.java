package io.github.wsgi4j.middleware.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.FileResponse;
import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.middleware.HeaderFields;
import io.github.wsgi4j.middleware.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files of a directory or of a folder on the class path. If there is none at a
 * path, or the method is neither {@code GET} nor {@code HEAD}, the application answers. A
 * file in a directory, or a range of it, is sent without a copy, and has an {@code ETag}
 * and a {@code Last-Modified} for conditional requests; a file in a jar has an {@code
 * ETag}.
 * <p>
 * No file is sent if its path has a segment that starts with a dot, other than {@code
 * .well-known} as the first, or contains a backslash, a colon, an encoded slash, a
 * control character or invalid UTF-8, or if a link leads to it outside of the directory.
 * Folders are not listed. With an index file, they answer to a path that ends with a
 * slash.
 */
public final class StaticFiles implements Middleware {

	private final StaticLocation location;

	private final String prefix;

	private final @Nullable String index;

	private final boolean precompressed;

	private final FileHeaders headers;

	private StaticFiles(StaticLocation location, String prefix, @Nullable String index, boolean precompressed,
			FileHeaders headers) {
		this.location = location;
		this.prefix = prefix;
		this.index = index;
		this.precompressed = precompressed;
		this.headers = headers;
	}

	private static StaticFiles of(StaticLocation location) {
		return new StaticFiles(location, "", null, false, FileHeaders.USUAL);
	}

	/**
	 * Creates a middleware that serves the files of a directory.
	 * @param directory the directory
	 * @return the middleware, for all paths
	 * @throws IllegalArgumentException if there is no such directory
	 */
	public static StaticFiles of(Path directory) {
		if (!Files.isDirectory(directory)) {
			throw new IllegalArgumentException("The directory '" + directory + "' does not exist");
		}
		try {
			return of(new Directory(directory.toRealPath()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Creates a middleware that serves the files of a folder on the class path.
	 * @param loader where the folder is looked for
	 * @param folder the folder, such as {@code static/}
	 * @return the middleware, for all paths
	 * @throws IllegalArgumentException if the folder is the whole class path
	 */
	public static StaticFiles of(ClassLoader loader, String folder) {
		String trimmed = folder.replaceAll("^/+|/+$", "");
		if (trimmed.isEmpty()) {
			throw new IllegalArgumentException("The whole class path must not be served: name a folder");
		}
		return of(new ClassPathFolder(loader, trimmed));
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
		return new StaticFiles(this.location, path, this.index, this.precompressed, this.headers);
	}

	/**
	 * The same middleware with a file that stands for its folder.
	 * @param name the file's name, such as {@code index.html}
	 * @return the other middleware
	 */
	public StaticFiles index(String name) {
		return new StaticFiles(this.location, this.prefix, name, this.precompressed, this.headers);
	}

	/**
	 * The same middleware, which sends {@code app.js.br} or {@code app.js.gz} for
	 * {@code app.js} to clients that accept it, if it exists and is not older. The time
	 * of a file in a jar is ignored.
	 * @return the other middleware
	 */
	public StaticFiles precompressed() {
		return new StaticFiles(this.location, this.prefix, this.index, true, this.headers);
	}

	/**
	 * The same middleware with a {@code Cache-Control} for all files except those with a
	 * {@link #fingerprinted fingerprint}.
	 * @param value the header's value, such as {@code max-age=3600}
	 * @return the other middleware
	 * @throws IllegalArgumentException if it cannot be sent
	 */
	public StaticFiles cacheControl(String value) {
		return with(this.headers.cacheControl(value));
	}

	/**
	 * The same middleware with another type for some files.
	 * @param ending the extension of their names, without the dot
	 * @param type the {@code Content-Type}
	 * @return the other middleware
	 * @throws IllegalArgumentException if it cannot be sent
	 */
	public StaticFiles type(String ending, String type) {
		return with(this.headers.type(ending, type));
	}

	/**
	 * The same middleware, which lets clients keep a file for a year and never ask again
	 * if its name has a fingerprint of its content, as in {@code app.3f9a8c1b.js}: 8 to
	 * 64 hexadecimal digits in lower case, with a letter and a decimal digit among them,
	 * between a dot, a hyphen or an underscore and a dot, but not the end of a UUID with
	 * hyphens. Vite and esbuild write other letters, which need a
	 * {@linkplain #fingerprinted(Pattern) pattern}. Other files are {@code no-cache},
	 * unless there is another {@link #cacheControl Cache-Control} for them.
	 * @return the other middleware
	 */
	public StaticFiles fingerprinted() {
		return fingerprinted(FileHeaders.HEXADECIMAL);
	}

	/**
	 * The same middleware as that of {@link #fingerprinted()}, with fingerprints of
	 * another kind.
	 * @param pattern is found in the path of a file, below the directory, if the file has
	 * a fingerprint; such as {@code ^assets/} where all files of a folder have one
	 * @return the other middleware
	 */
	public StaticFiles fingerprinted(Pattern pattern) {
		return with(this.headers.fingerprint(pattern));
	}

	/**
	 * The same middleware with headers for files of a type. They replace headers of the
	 * same name, and are added to those of earlier calls.
	 * @param type the type without parameters; one star stands for anything, as in
	 * {@code font/*}
	 * @param headers the headers
	 * @return the other middleware
	 */
	public StaticFiles headers(String type, Header... headers) {
		List<Header> all = List.of(headers);
		String pattern = type.toLowerCase(Locale.ROOT);
		return headers((path, other) -> Gzip.matches(pattern, other) ? all : List.of());
	}

	/**
	 * The same middleware with headers that depend on the file. They replace headers of
	 * the same name, and are added to those of earlier calls.
	 * @param headers returns them for the path of a file below the directory, and its
	 * {@code Content-Type}
	 * @return the other middleware
	 */
	public StaticFiles headers(BiFunction<String, String, List<Header>> headers) {
		return with(this.headers.more(headers));
	}

	private StaticFiles with(FileHeaders headers) {
		return new StaticFiles(this.location, this.prefix, this.index, this.precompressed, headers);
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			PlainPath path = Methods.isRead(environ) ? StaticPath.of(environ, this.prefix, this.index) : null;
			StaticFile file = (path != null) ? this.location.find(path) : null;
			return (path == null || file == null) ? application.call(environ, startResponse)
					: send(select(file, path, environ), this.headers.of(path), environ, startResponse);
		};
	}

	private SelectedFile select(StaticFile file, PlainPath path, Map<String, Object> environ) throws IOException {
		return this.precompressed
				? SelectedFile.of(file, path, this.location, RequestHeaders.get(environ, "HTTP_ACCEPT_ENCODING"))
				: new SelectedFile(file, null, false);
	}

	private static Iterable<byte[]> send(SelectedFile selected, HeaderFields headers, Map<String, Object> environ,
			StartResponse startResponse) throws Exception {
		StaticFile file = selected.file();
		selected.describe(headers);
		FileResponse response = FileResponse.of(file.state(), "200 OK", headers.list(), environ);
		Iterable<byte[]> body = response.hasBody() ? file.opener().call() : Body.empty();
		return Body.orClose(body, () -> {
			Iterable<byte[]> sent = (body instanceof FileBody whole && file.state().hasRanges())
					? whole.part(response.first(), response.length()) : body;
			startResponse.call(response.status(), response.headers());
			return sent;
		});
	}

}
