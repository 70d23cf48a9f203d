package io.github.wsgi4j.autoconfigure;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.HeaderMiddleware;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.middleware.RequestId;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that fails in many ways, behind middleware that adds headers.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ErrorSite {

	static final String ORIGIN = "https://page.example";

	private static final String[] PROPERTIES = { "wsgi.mounts.site=/site", "wsgi.mounts.routes=/routes",
			"wsgi.middleware.request-id.enabled=true", "wsgi.middleware.security-headers.enabled=true",
			"wsgi.middleware.cors.enabled=true", "wsgi.middleware.cors.origins=" + ORIGIN,
			"wsgi.limits.max-body-size=10B", "wsgi.limits.response-timeout=1s" };

	volatile String lastId = "none";

	CountDownLatch entered = new CountDownLatch(1);

	CountDownLatch released = new CountDownLatch(1);

	static TestServer start(String... properties) {
		return TestServer.start(ErrorSite.class,
				Stream.of(PROPERTIES, properties).flatMap(Stream::of).toArray(String[]::new));
	}

	@Bean
	Application site() {
		return (environ, startResponse) -> {
			this.lastId = "" + environ.get(RequestId.KEY);
			switch (Environ.get(environ, Environ.PATH_INFO)) {
				case "/slow" -> new CountDownLatch(1).await(20, TimeUnit.SECONDS);
				case "/hold" -> {
					this.entered.countDown();
					this.released.await(20, TimeUnit.SECONDS);
				}
				case "/moved" -> throw new ResponseStatusException(HttpStatus.FOUND);
				case "/broken" -> throw new IllegalStateException("it is broken");
				default -> Environ.input(environ).readAllBytes();
			}
			startResponse.call("200 OK", List.of());
			return Body.text("fine");
		};
	}

	@Bean
	Application routes() {
		return Router.builder().post("/", (request) -> Response.text("posted")).build();
	}

	@Bean
	HeaderMiddleware own() {
		return (environ, status, headers) -> {
			List<Header> all = new ArrayList<>();
			headers.forEach(all::add);
			if ("error".equals(environ.get("HTTP_X_SPOIL"))) {
				throw new NoClassDefFoundError("This error belongs to the test");
			}
			all.add(Header.of("X-Own", environ.containsKey("HTTP_X_SPOIL") ? "a\r\nb" : status));
			return all;
		};
	}

	/**
	 * Checks that a response to a page of another origin has what the middleware adds,
	 * each once.
	 */
	static void hasAll(HttpResponse<?> response, int status) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().allValues("X-Request-Id")).singleElement().asString().hasSize(36);
		assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(response.headers().allValues("X-Frame-Options")).containsExactly("DENY");
		assertThat(response.headers().allValues("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
		assertThat(response.headers().allValues("Vary")).singleElement().asString().containsOnlyOnce("Origin");
		hasDate(response);
	}

	static void hasDate(HttpResponse<?> response) {
		assertThat(response.headers().allValues("Date")).singleElement().asString().endsWith(" GMT");
	}

}
