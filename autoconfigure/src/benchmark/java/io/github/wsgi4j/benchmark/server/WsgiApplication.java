package io.github.wsgi4j.benchmark.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import reactor.adapter.JdkFlowAdapter;

import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * An application of this project. Where it runs is a property.
 */
class WsgiApplication {

	private static final Path FILE = Path.of(System.getProperty("benchmark.files", "."), Content.FILE);

	private static final List<Header> TEXT = List.of(Header.of("Content-Type", Content.TEXT));

	private static final List<Header> BINARY = List.of(Header.of("Content-Type", Content.BINARY));

	@Bean
	Application application() {
		return this::call;
	}

	private Iterable<byte[]> call(Map<String, Object> environ, StartResponse start) throws IOException {
		switch (Environ.get(environ, Environ.PATH_INFO)) {
			case "/hello" -> {
				start.call("200 OK", TEXT);
				return Body.of(Content.HELLO);
			}
			case "/page" -> {
				start.call("200 OK", List.of(Header.of("Content-Type", Content.HTML),
						Header.of("Cache-Control", "no-cache")));
				return Body.of(Content.PAGE);
			}
			case "/list" -> {
				start.call("200 OK", List.of(Header.of("Content-Type", Content.BINARY),
						Header.of("Content-Length", Long.toString(Content.LIST_SIZE))));
				return Content.LIST;
			}
			case "/generator" -> {
				start.call("200 OK", BINARY);
				return Content.generate();
			}
			case "/file.bin" -> {
				start.call("200 OK", BINARY);
				return Body.of(FILE);
			}
			case "/upload" -> {
				byte[] count = Content.count(count((InputStream) environ.get(Environ.WSGI_INPUT)));
				start.call("200 OK", TEXT);
				return Body.of(count);
			}
			case "/blocking" -> {
				start.call("200 OK", TEXT);
				return Body.of(Content.block());
			}
			case "/burning" -> {
				start.call("200 OK", TEXT);
				return Body.of(Content.burn());
			}
			case "/idle" -> {
				start.call("200 OK", TEXT);
				return Body.from(JdkFlowAdapter.publisherToFlowPublisher(Work.idle().map(WsgiApplication::bytes)));
			}
			default -> {
				start.call("404 Not Found", TEXT);
				return Body.empty();
			}
		}
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private static long count(InputStream upload) throws IOException {
		byte[] block = new byte[Content.BLOCK_SIZE];
		long count = 0;
		int length = upload.read(block);
		while (length >= 0) {
			count += length;
			length = upload.read(block);
		}
		return count;
	}

}
