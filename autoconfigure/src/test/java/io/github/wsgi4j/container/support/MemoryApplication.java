package io.github.wsgi4j.container.support;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * What tests of memory and threads run in a process of its own. It says its port, and
 * ends with its standard input.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = {
		"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration" })
class MemoryApplication {

	public static void main(String[] args) throws IOException {
		try (ConfigurableApplicationContext context = SpringApplication.run(MemoryApplication.class, args)) {
			System.out
				.println(ServerProcess.PORT + ((ReactiveWebServerApplicationContext) context).getWebServer().getPort());
			System.in.transferTo(System.out);
		}
	}

	@Bean
	Application application() {
		return new Routes();
	}

	@Bean
	@ConditionalOnProperty("wsgi.mounts.other")
	Application other() {
		return new Routes();
	}

	static final class Routes implements Application {

		private final Queue<GeneratedBody> endless = new ConcurrentLinkedQueue<>();

		@Override
		public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
			startResponse.call("200 OK", List.of(Header.of("Content-Type", "application/octet-stream")));
			return switch (Environ.get(environ, Environ.PATH_INFO)) {
				case "/upload" -> Body.text(digest((InputStream) environ.get(Environ.WSGI_INPUT)));
				case "/download" -> new GeneratedBody(Integer.parseInt(Environ.get(environ, Environ.QUERY_STRING)));
				case "/endless" -> endless();
				case "/asked" -> Body.text(Integer.toString(asked()));
				case "/open" -> Body.text(Long.toString(open()));
				case "/thread" -> Body.text(Thread.currentThread().getName());
				case "/gc" -> collectGarbage();
				default -> Body.text("hello");
			};
		}

		private Iterable<byte[]> endless() {
			GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
			this.endless.add(body);
			return body;
		}

		private int asked() {
			return this.endless.stream().mapToInt(GeneratedBody::asked).sum();
		}

		private long open() {
			return this.endless.stream().filter((body) -> body.closed() == 0).count();
		}

		private static Iterable<byte[]> collectGarbage() {
			System.gc();
			return Body.empty();
		}

		private static String digest(InputStream input) throws IOException {
			CRC32 checksum = new CRC32();
			long length = 0;
			byte[] block = new byte[16 * 1024];
			int count = input.read(block);
			while (count >= 0) {
				length += count;
				checksum.update(block, 0, count);
				count = input.read(block);
			}
			return length + " " + checksum.getValue();
		}

	}

}
