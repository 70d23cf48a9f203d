package io.github.wsgi4j.web;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.ByteRange;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.HttpDates;
import io.github.wsgi4j.http.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * A file, whole or one part of it. A request for several parts that do not touch each
 * other gets the whole, as RFC 9110, section 14.2, allows.
 *
 * @param file the file
 */
record FilePayload(Path file) implements Payload {

	/**
	 * A file below a directory.
	 * @throws HttpException with 404 if no such file may be sent
	 */
	static FilePayload below(Path directory, String name) {
		PlainPath path = PlainPath.parse(name);
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
		BasicFileAttributes attributes = attributes();
		Response described = described(response, attributes);
		if (response.status() != 200) {
			return open(described, startResponse);
		}
		Preconditions preconditions = new Preconditions(environ, EntityTag.parse(described.find("ETag")),
				HttpDates.parse(described.find("Last-Modified")));
		Response answer = Payloads.conditional(described, preconditions);
		if (answer != described) {
			return answer.call(environ, startResponse);
		}
		return preconditions.allowsRange() ? part(described, environ, startResponse, attributes.size())
				: open(described, startResponse);
	}

	private Iterable<byte[]> part(Response response, Map<String, Object> environ, StartResponse startResponse,
			long length) throws Exception {
		List<ByteRange> ranges = Request.of(environ).ranges(length).orElse(null);
		if (ranges != null && ranges.isEmpty()) {
			return Response.of(new HttpException(416, "The file has no such part"))
				.header("Content-Range", "bytes */" + length)
				.call(environ, startResponse);
		}
		if (ranges == null || ranges.size() > 1) {
			return open(response, startResponse);
		}
		ByteRange range = ranges.get(0);
		FileBody whole = Body.of(this.file);
		try {
			FileBody part = whole.part(range.first(), range.length());
			response.status(206).header("Content-Range", range.contentRange(length)).start(startResponse);
			return part;
		}
		catch (Throwable ex) {
			whole.close();
			throw ex;
		}
	}

	private FileBody open(Response response, StartResponse startResponse) throws IOException {
		FileBody body = Body.of(this.file);
		try {
			response.start(startResponse);
			return body;
		}
		catch (Throwable ex) {
			body.close();
			throw ex;
		}
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

	private static Response described(Response response, BasicFileAttributes attributes) {
		Response described = response.addMissing("Accept-Ranges", "bytes")
			.addMissing("Last-Modified", HttpDates.format(attributes.lastModifiedTime().toInstant()));
		String tag = Long.toHexString(attributes.size()) + "-"
				+ Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
		return described.addMissing("ETag", EntityTag.of(tag, false).toString());
	}

}
