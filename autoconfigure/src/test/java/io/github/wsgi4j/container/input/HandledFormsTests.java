package io.github.wsgi4j.container.input;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose limits hold for a form, which a filter may read before anybody knows.
 */
class HandledFormsTests {

	private static final String TYPE = "multipart/form-data; boundary=b";

	private static String form(int size) {
		return "--b\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\n" + "x".repeat(size) + "\r\n--b--\r\n";
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/java" })
	void anUploadToAControllerHasNoLimitOfApplications(String path) {
		try (TestServer server = TestServer.start(Beside.class, "wsgi.path=" + path,
				"wsgi.limits.max-body-size=10KB")) {
			assertThat(server.post("/upload", TYPE, form(100_000)).body()).isEqualTo("100000");
			assertThat(server.post("/java/x", TYPE, form(100_000)).statusCode()).isEqualTo(413);
		}
	}

	@Test
	void aFormThatAFilterHasReadHasTheLimitOfItsApplication() {
		try (TestServer server = TestServer.start(Behind.class, "wsgi.path=/java", "wsgi.limits.max-body-size=10KB",
				"wsgi.limits.applications.java.max-body-size=1MB")) {
			assertThat(server.post("/java/x", TYPE, form(100_000)).body()).isEqualTo(form(100_000));
			assertThat(server.post("/java/x", TYPE, form(2_000_000)).statusCode()).isEqualTo(413);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Beside {

		@Bean
		Application java() {
			return (environ, startResponse) -> {
				byte[] body = Environ.input(environ).readAllBytes();
				startResponse.call("200 OK", List.of());
				return Body.of(body);
			};
		}

		@Bean
		Uploads uploads() {
			return new Uploads();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Behind extends Beside {

		@Bean
		WebFilter reading() {
			return (exchange, chain) -> exchange.getMultipartData().then(chain.filter(exchange));
		}

	}

	@RestController
	static class Uploads {

		@PostMapping("/upload")
		Mono<String> upload(@RequestPart("f") FilePart file) {
			return file.content().map(Uploads::length).reduce(Integer::sum).map(String::valueOf);
		}

		private static int length(DataBuffer buffer) {
			int length = buffer.readableByteCount();
			DataBufferUtils.release(buffer);
			return length;
		}

	}

}
