package io.github.wsgi4j.middleware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.ByteRange;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.HttpDates;
import io.github.wsgi4j.http.MediaTypes;
import io.github.wsgi4j.http.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Sends files of a directory or of a folder of the class path. Where there is none at a
 * path, or the method is neither {@code GET} nor {@code HEAD}, the application answers. A
 * file of a directory is sent without a copy, also a range of it, and has an {@code ETag}
 * and a {@code Last-Modified} to ask for it conditionally; one of a jar has an
 * {@code ETag}.
 * <p>
 * No file is sent whose path has a segment that starts with a dot, a backslash, a colon,
 * an encoded slash, a control character, or bytes that are no UTF-8; nor one that a link
 * leads to outside of the directory. Folders are not listed, and answer only to a path
 * that ends with a slash, if there is an index file.
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
		String path = Latin1Text.ofUtf8(prefix.replaceAll("/+$", ""));
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
		HeaderFields fields = validators(file);
		Preconditions state = new Preconditions(environ, file.tag(), file.modified());
		switch (state.evaluateResponse()) {
			case FAILED -> {
				startResponse.call("412 Precondition Failed", fields.list());
				return Body.empty();
			}
			case NOT_MODIFIED -> {
				startResponse.call("304 Not Modified", fields.list());
				return Body.empty();
			}
			default -> {
			}
		}
		fields.add("Content-Type", this.types.of(name));
		if (RequestHeaders.isHead(environ)) {
			// Of a file in a jar no range is sent, and its time is not known.
			if (file.modified() != null) {
				fields.add("Accept-Ranges", "bytes");
			}
			startResponse.call("200 OK", sized(fields, file.size()).list());
			return Body.empty();
		}
		return Bodies.change(file.opener().open(), (body) -> {
			if (body instanceof FileBody whole) {
				return send(whole, state, fields, environ, startResponse);
			}
			startResponse.call("200 OK", sized(fields, file.size()).list());
			return body;
		});
	}

	private static FileBody send(FileBody file, Preconditions state, HeaderFields fields, Map<String, Object> environ,
			StartResponse startResponse) {
		long size = file.count();
		String header = RequestHeaders.get(environ, "HTTP_RANGE");
		List<ByteRange> ranges = (header != null && state.allowsRange()) ? ByteRange.parse(header, size).orElse(null)
				: null;
		fields.add("Accept-Ranges", "bytes");
		if (ranges == null || ranges.size() > 1) {
			startResponse.call("200 OK", sized(fields, size).list());
			return file;
		}
		if (ranges.isEmpty()) {
			fields.remove("Content-Type").add("Content-Range", "bytes */" + size);
			startResponse.call("416 Range Not Satisfiable", fields.list());
			return file.part(0, 0);
		}
		ByteRange range = ranges.get(0);
		fields.add("Content-Range", range.contentRange(size));
		startResponse.call("206 Partial Content", sized(fields, range.length()).list());
		return file.part(range.first(), range.length());
	}

	private HeaderFields validators(StaticFile file) {
		HeaderFields fields = new HeaderFields(List.of());
		EntityTag tag = file.tag();
		Instant modified = file.modified();
		if (tag != null) {
			fields.add("ETag", tag.toString());
		}
		// A date to come is none that a server may send: RFC 9110, section 8.8.2.1.
		if (modified != null && !modified.isAfter(Instant.now())) {
			fields.add("Last-Modified", HttpDates.format(modified));
		}
		if (this.cacheControl != null) {
			fields.add("Cache-Control", this.cacheControl);
		}
		return fields;
	}

	private static HeaderFields sized(HeaderFields fields, long size) {
		return (size >= 0) ? fields.add("Content-Length", Long.toString(size)) : fields;
	}

}
