package io.github.wsgi4j.container.soak;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.container.support.GeneratedBody;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What {@link SoakTests} asks for. It counts the bodies that it hands out and those that
 * are closed.
 */
final class SoakApplication implements Application {

	static final int FILE_BLOCKS = 16;

	static final String PAGE = "<p>page</p>\n".repeat(2000);

	private final AtomicLong opened = new AtomicLong();

	private final AtomicLong closed = new AtomicLong();

	private final Path file;

	SoakApplication(Path file) {
		this.file = file;
	}

	long opened() {
		return this.opened.get();
	}

	long closed() {
		return this.closed.get();
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		String path = Environ.get(environ, Environ.PATH_INFO);
		if (path.equals("/fail")) {
			throw new IllegalStateException("This failure belongs to the test");
		}
		if (path.equals("/gone")) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		startResponse.call("200 OK", List.of(Header.of("Content-Type", "application/octet-stream")));
		if (path.equals("/file")) {
			// Sent without a copy only as what it is, so that the system counts it.
			return ((FileWrapper) environ.get(Environ.WSGI_FILE_WRAPPER)).call(new FileInputStream(this.file.toFile()),
					65536);
		}
		Iterable<byte[]> body = body(path, environ);
		this.opened.incrementAndGet();
		return new Counted(body);
	}

	private Iterable<byte[]> body(String path, Map<String, Object> environ) throws IOException {
		return switch (path) {
			case "/page" -> Body.text(PAGE);
			case "/list" -> Body.of(GeneratedBody.block(0), GeneratedBody.block(1), GeneratedBody.block(2));
			case "/blocks" -> new GeneratedBody(FILE_BLOCKS);
			case "/endless" -> new GeneratedBody(GeneratedBody.ENDLESS);
			case "/late" -> failing();
			case "/upload" -> Body.text(digest(Environ.input(environ)));
			default -> Body.text("hello");
		};
	}

	private static Iterable<byte[]> failing() {
		Iterator<byte[]> blocks = new GeneratedBody(3).iterator();
		return () -> new Iterator<>() {

			@Override
			public boolean hasNext() {
				return true;
			}

			@Override
			public byte[] next() {
				if (!blocks.hasNext()) {
					throw new IllegalStateException("This failure belongs to the test");
				}
				return blocks.next();
			}

		};
	}

	private static String digest(InputStream input) throws IOException {
		CRC32 checksum = new CRC32();
		byte[] block = new byte[16 * 1024];
		for (int count = input.read(block); count >= 0; count = input.read(block)) {
			checksum.update(block, 0, count);
		}
		return Long.toString(checksum.getValue());
	}

	private final class Counted implements Iterable<byte[]>, AutoCloseable {

		private final Iterable<byte[]> body;

		Counted(Iterable<byte[]> body) {
			this.body = body;
		}

		@Override
		public Iterator<byte[]> iterator() {
			return this.body.iterator();
		}

		@Override
		public void close() {
			SoakApplication.this.closed.incrementAndGet();
		}

	}

}
