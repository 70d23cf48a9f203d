package io.github.wsgi4j.web;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.FileResponse;
import io.github.wsgi4j.http.FileState;
import org.jspecify.annotations.Nullable;

/**
 * A file, whole or one part of it.
 *
 * @param file the file
 */
record FilePayload(Path file) implements Payload {

	/**
	 * A file below a directory.
	 * @throws HttpException with 404 if no such file may be sent
	 */
	static FilePayload below(Path directory, String name) {
		// A variable for the rest of a path, as {*path}, begins with a slash.
		PlainPath path = PlainPath.parse(name.startsWith("/") ? name.substring(1) : name);
		Path file = (path != null) ? find(path, directory) : null;
		if (file == null) {
			throw notFound();
		}
		return new FilePayload(file);
	}

	private static @Nullable Path find(PlainPath path, Path directory) {
		try {
			return path.findBelow(directory.toRealPath());
		}
		catch (IOException ex) {
			// Why it is not there is nothing for a client.
			return null;
		}
	}

	@Override
	public Iterable<byte[]> send(Response response, Map<String, Object> environ, StartResponse startResponse)
			throws Exception {
		FileResponse answer = FileResponse.of(FileState.of(attributes()), Status.line(response.status()),
				response.headers(), environ);
		if (!answer.hasBody()) {
			startResponse.call(answer.status(), answer.headers());
			return Body.empty();
		}
		FileBody whole = Body.of(this.file);
		return Body.orClose(whole, () -> {
			FileBody part = whole.part(answer.first(), answer.length());
			startResponse.call(answer.status(), answer.headers());
			return part;
		});
	}

	private BasicFileAttributes attributes() throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(this.file, BasicFileAttributes.class);
			if (attributes.isRegularFile()) {
				return attributes;
			}
		}
		catch (NoSuchFileException ex) {
			// It is the client's to know, and not where the file was looked for.
		}
		catch (FileSystemException ex) {
			if (!isBelowAFile()) {
				throw ex;
			}
		}
		throw notFound();
	}

	private boolean isBelowAFile() {
		Path parent = this.file.getParent();
		while (parent != null && !Files.isRegularFile(parent)) {
			parent = parent.getParent();
		}
		return parent != null;
	}

	private static HttpException notFound() {
		return new HttpException(404, "There is no such file");
	}

}
