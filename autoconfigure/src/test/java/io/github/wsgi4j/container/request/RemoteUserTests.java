package io.github.wsgi4j.container.request;

import java.security.Principal;

import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * REMOTE_USER is the authenticated principal.
 */
class RemoteUserTests {

	private static WsgiServer running;

	@BeforeAll
	static void start() {
		running = new WsgiServer(Authentication.class);
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@Nested
	class RemoteUser extends Contract {

		RemoteUser() {
			super(running);
		}

		@Test
		void isTheNameOfThePrincipal() {
			assertThat(environOf(get("/", "X-User: ada"))).containsEntry("REMOTE_USER", "ada");
		}

		@Test
		void isBytesAsLatin1() {
			assertThat(environOf(get("/", "X-User: \u00E9"))).containsEntry("REMOTE_USER", "\u00C3\u00A9");
		}

		@Test
		void isAbsentWithoutAPrincipal() {
			assertThat(environOf(get("/"))).doesNotContainKey("REMOTE_USER");
		}

		@Test
		void cannotBeForgedByAHeader() {
			assertThat(environOf(get("/", "Remote-User: eve", "REMOTE_USER: eve"))).doesNotContainKey("REMOTE_USER");
		}

		@Test
		void authoritiesCannotBeForgedByAHeader() {
			assertThat(environOf(get("/", "X-User: ada", "wsgi4j.authorities: ROLE_ADMIN")))
				.doesNotContainKey("wsgi4j.authorities");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Authentication {

		@Bean
		WebFilter authentication() {
			return (exchange, chain) -> {
				String user = exchange.getRequest().getHeaders().getFirst("X-User");
				Mono<Principal> principal = Mono.justOrEmpty(user).map((name) -> () -> name);
				return chain.filter(exchange.mutate().principal(principal).build());
			};
		}

	}

}
