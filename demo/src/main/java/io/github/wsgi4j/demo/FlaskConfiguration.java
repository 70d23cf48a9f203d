package io.github.wsgi4j.demo;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.middleware.security.Csrf;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * The parts that the Flask application of {@code application-flask.yml} shares with the
 * site: the login of Spring Security and the token of the shelf's {@link Csrf}.
 */
@Configuration(proxyBeanMethods = false)
@Profile("flask")
class FlaskConfiguration {

	private static final String BASKET = "/basket";

	/**
	 * Asks for a login before the basket, and for nothing anywhere else. Whoever has
	 * logged in is known everywhere.
	 */
	@Bean
	SecurityWebFilterChain login(ServerHttpSecurity http) {
		return http.authorizeExchange(
				(requests) -> requests.pathMatchers(BASKET, BASKET + "/**").authenticated().anyExchange().permitAll())
			.formLogin(Customizer.withDefaults())
			.httpBasic(Customizer.withDefaults())
			// The forms of the applications have the token of the shelf.
			.csrf((csrf) -> csrf.requireCsrfProtectionMatcher(
					ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/login", "/logout")))
			.build();
	}

	/**
	 * Gives the token to Flask, whose form sends it. Texts in the environ cross to
	 * Python.
	 */
	@Bean
	@Order(2)
	Middleware csrfToken() {
		return (application) -> (environ, startResponse) -> {
			if (Environ.get(environ, Environ.SCRIPT_NAME).endsWith(BASKET)) {
				environ.put("demo.csrf_token", Csrf.token(environ));
			}
			return application.call(environ, startResponse);
		};
	}

}
