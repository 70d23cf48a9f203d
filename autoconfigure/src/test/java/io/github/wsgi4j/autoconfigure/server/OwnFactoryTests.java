package io.github.wsgi4j.autoconfigure.server;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A factory of servers that is the user's own, to which Boot gives no bean of the type
 * {@code NettyServerCustomizer}, beside Boot's.
 */
@OnOldestJava
class OwnFactoryTests {

	@ParameterizedTest
	@ValueSource(classes = { OfBoot.class, OfTheUser.class })
	void proxiesAreReadByTheContainer(Class<?> configuration) {
		try (TestServer server = TestServer.start(configuration, "server.forward-headers-strategy=native")) {
			assertThat(server.get("/", "Forwarded", "proto=https").body()).isEqualTo("https");
			assertThat(server.get("/", "Forwarded", "host=\"a/b\"").statusCode()).isEqualTo(400);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { DecidingForBoot.class, DecidingForTheUser.class })
	void customizerOfTheUserDecides(Class<?> configuration) {
		try (TestServer server = TestServer.start(configuration, "server.forward-headers-strategy=native")) {
			assertThat(server.get("/", "Forwarded", "host=\"a/b\"").body()).isEqualTo("https");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OfBoot {

		@Bean
		Application application() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
				return Body.text(Environ.get(environ, Environ.WSGI_URL_SCHEME));
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfTheUser extends OfBoot {

		@Bean
		NettyReactiveWebServerFactory factory() {
			return new NettyReactiveWebServerFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DecidingForBoot extends OfBoot {

		@Bean
		NettyServerCustomizer deciding() {
			return (server) -> server.forwarded((connection, request) -> connection.withScheme("https"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DecidingForTheUser extends DecidingForBoot {

		@Bean
		NettyReactiveWebServerFactory factory(NettyServerCustomizer deciding) {
			NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
			factory.addServerCustomizers(deciding);
			return factory;
		}

	}

}
