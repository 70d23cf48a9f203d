package io.github.wsgi4j.container.input;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A form that a filter reads before anybody knows whose it is, and that does not arrive.
 */
@OnOldestJava
class SlowFilteredFormTests {

	@Test
	void aSlowFormOfAnotherApplicationHasItsOwnTimeout() throws Exception {
		try (TestServer server = TestServer.start(Two.class, "wsgi.mounts.one=/one", "wsgi.mounts.two=/two",
				"wsgi.limits.read-timeout=1s", "wsgi.limits.applications.one.read-timeout=0");
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			socket.setSoTimeout(6000);
			socket.getOutputStream()
				.write(("POST /two HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n"
						+ "Content-Type: application/x-www-form-urlencoded\r\n\r\na=")
					.getBytes(StandardCharsets.US_ASCII));
			byte[] first = socket.getInputStream().readNBytes(12);
			assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Two {

		@Bean
		Application one() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return Body.empty();
			};
		}

		@Bean
		Application two() {
			return one();
		}

		@Bean
		WebFilter reading() {
			return (exchange, chain) -> exchange.getFormData().then(chain.filter(exchange));
		}

	}

}
