package io.github.wsgi4j.autoconfigure;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityTests {

	private static TestServer server;

	@BeforeAll
	static void start() {
		server = TestServer.startSecured(Secured.class);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void applicationIsNotCalledWithoutCredentials() {
		int before = server.bean(AtomicInteger.class).get();
		HttpResponse<String> response = server.get("/private");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate"))
			.hasValueSatisfying((value) -> assertThat(value).startsWith("Basic"));
		assertThat(server.get("/private", "Authorization", basic("ann", "wrong")).statusCode()).isEqualTo(401);
		assertThat(server.send("POST", "/private").statusCode()).isEqualTo(401);
		assertThat(server.bean(AtomicInteger.class)).hasValue(before);
	}

	@Test
	void authenticatedUserIsTheRemoteUser() {
		HttpResponse<String> response = server.get("/private", "Authorization", basic("ann", "secret"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("user=ann ");
	}

	@Test
	void securityContextReachesTheThreadOfTheApplication() {
		assertThat(server.get("/private", "Authorization", basic("ann", "secret")).body()).endsWith(" holder=ann");
		assertThat(server.get("/open").body()).endsWith(" holder=null");
	}

	@Test
	void missingRoleIsForbidden() {
		int before = server.bean(AtomicInteger.class).get();
		assertThat(server.get("/admin/x", "Authorization", basic("ann", "secret")).statusCode()).isEqualTo(403);
		assertThat(server.bean(AtomicInteger.class)).hasValue(before);
	}

	@Test
	void permittedPathHasNoRemoteUser() {
		HttpResponse<String> response = server.get("/open");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("user=null ");
	}

	@Test
	void headersOfSecurityAreOnTheResponse() {
		assertThat(server.get("/open").headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
	}

	@Test
	void withoutAChainBootsOwnApplies() {
		try (TestServer server = TestServer.startSecured(Default.class, "spring.security.user.name=ann",
				"spring.security.user.password=secret")) {
			assertThat(server.get("/").statusCode()).isEqualTo(401);
			assertThat(server.bean(AtomicInteger.class)).hasValue(0);
			assertThat(server.get("/", "Authorization", basic("ann", "secret")).body()).startsWith("user=ann ");
			assertThat(server.bean(AtomicInteger.class)).hasValue(1);
		}
	}

	private static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Default {

		@Bean
		AtomicInteger calls() {
			return new AtomicInteger();
		}

		@Bean
		Application application(AtomicInteger calls) {
			return (environ, startResponse) -> {
				calls.incrementAndGet();
				startResponse.call("200 OK", List.of());
				String held = ReactiveSecurityContextHolder.getContext()
					.map((context) -> context.getAuthentication().getName())
					.contextCapture()
					.block(TestServer.TIMEOUT);
				return Body.text("user=" + environ.get(Environ.REMOTE_USER) + " holder=" + held);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Secured extends Default {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http
				.authorizeExchange((exchanges) -> exchanges.pathMatchers("/open/**")
					.permitAll()
					.pathMatchers("/admin/**")
					.hasRole("ADMIN")
					.anyExchange()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.build();
		}

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(
					User.withUsername("ann").password("{noop}secret").roles("USER").build());
		}

	}

}
