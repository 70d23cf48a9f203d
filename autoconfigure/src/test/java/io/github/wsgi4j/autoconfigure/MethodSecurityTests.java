package io.github.wsgi4j.autoconfigure;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that calls blocking code whose methods Spring Security protects.
 */
@OnOldestJava
class MethodSecurityTests {

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void methodIsCalledForAUserWhoHasItsRole(String mode) {
		try (TestServer server = TestServer.startSecured(Protected.class, "wsgi.execution.mode=" + mode)) {
			assertThat(server.get("/", "Authorization", basic("ann")).body()).isEqualTo("opened");
			assertThat(server.get("/", "Authorization", basic("bob")).statusCode()).isEqualTo(403);
			assertThat(server.get("/").statusCode()).isEqualTo(401);
		}
	}

	private static String basic(String user) {
		return "Basic " + HttpHeaders.encodeBasicAuth(user, "secret", null);
	}

	static class Vault {

		@PreAuthorize("hasRole('ADMIN')")
		String open() {
			return "opened";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableMethodSecurity
	static class Protected {

		@Bean
		Vault vault() {
			return new Vault();
		}

		@Bean
		Application application(Vault vault) {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return Body.text(vault.open());
			};
		}

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(
					User.withUsername("ann").password("{noop}secret").roles("ADMIN").build(),
					User.withUsername("bob").password("{noop}secret").roles("USER").build());
		}

	}

}
