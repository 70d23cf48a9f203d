package io.github.wsgi4j.web;

import java.util.Iterator;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exceptions with a status that no router answers.
 */
class HttpExceptionServerTests {

	@ParameterizedTest
	@CsvSource({ "/application,401", "/block,404", "/spring,409" })
	void theErrorPageHasTheStatusOfTheException(String path, int status) {
		try (TestServer server = TestServer.start(Site.class, TestServer.WITHOUT_SECURITY)) {
			assertThat(server.get(path).statusCode()).isEqualTo(status);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Site {

		@Bean
		Application site() {
			return (environ, startResponse) -> switch (Environ.get(environ, Environ.PATH_INFO)) {
				case "/application" -> throw new HttpException(401, "Log in");
				case "/block" -> Response.stream("text/plain", Site::missing).call(environ, startResponse);
				case "/spring" -> throw new ErrorResponseException(HttpStatus.CONFLICT);
				default -> {
					startResponse.call("200 OK", List.of());
					yield Body.empty();
				}
			};
		}

		private static Iterator<byte[]> missing() {
			throw new HttpException(404);
		}

	}

}
