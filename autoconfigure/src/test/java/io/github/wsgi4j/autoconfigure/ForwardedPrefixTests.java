package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.Mount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The base path, the prefix that a proxy tells and the mount, in each way that Spring
 * Boot has to trust the proxy.
 */
@OnNewestJava
class ForwardedPrefixTests {

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void prefixAndMountAreInTheScriptName(String strategy) {
		try (TestServer server = TestServer.start(RootAndBlog.class, "server.forward-headers-strategy=" + strategy)) {
			assertThat(get(server, "/blog/x", "/proxy")).isEqualTo("blog:/proxy/blog:/x");
			assertThat(get(server, "/blog", "/proxy")).isEqualTo("blog:/proxy/blog:");
			assertThat(get(server, "/x", "/proxy")).isEqualTo("root:/proxy:/x");
			assertThat(get(server, "/", "/proxy")).isEqualTo("root:/proxy:/");
			assertThat(get(server, "/controller", "/proxy")).isEqualTo("/proxy within /controller");
			assertThat(server.get("/blog/x").body()).isEqualTo("blog:/blog:/x");
			assertThat(server.get("/").body()).isEqualTo("root::/");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void prefixBasePathAndMountAreInTheScriptName(String strategy) {
		try (TestServer server = TestServer.start(RootAndBlog.class, "server.forward-headers-strategy=" + strategy,
				"spring.webflux.base-path=/base")) {
			assertThat(get(server, "/base/blog/x", "/proxy")).isEqualTo("blog:/proxy/base/blog:/x");
			assertThat(get(server, "/base/blog", "/proxy")).isEqualTo("blog:/proxy/base/blog:");
			assertThat(get(server, "/base/x", "/proxy")).isEqualTo("root:/proxy/base:/x");
			assertThat(get(server, "/base", "/proxy")).isEqualTo("root:/proxy/base:");
			assertThat(get(server, "/base/controller", "/proxy")).isEqualTo("/proxy/base within /controller");
			assertThat(get(server, "/base/base/x", "/base")).isEqualTo("root:/base/base:/base/x");
			assertThat(get(server, "/base/blog/x", "/one, /two/")).isEqualTo("blog:/one/two/base/blog:/x");
			assertThat(server.get("/base/blog/x", "X-Forwarded-Host", "example.org").body())
				.isEqualTo("blog:/base/blog:/x");
			assertThat(server.get("/base/blog/x").body()).isEqualTo("blog:/base/blog:/x");
			assertThat(server.get("/base").body()).isEqualTo("root:/base:");
			assertThat(server.get("/blog/x", "X-Forwarded-Prefix", "/base").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void ruleOfSpringSecurityMeetsThePathOfTheApplication() {
		try (TestServer server = TestServer.startSecured(Secured.class, "server.forward-headers-strategy=framework",
				"spring.webflux.base-path=/base")) {
			assertThat(get(server, "/base/blog/x", "/proxy")).isEqualTo("blog:/proxy/base/blog:/x");
			assertThat(server.get("/base/blog/private", "X-Forwarded-Prefix", "/proxy").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void emptyPrefixLeavesTheBasePath() {
		try (TestServer server = TestServer.start(RootAndBlog.class, "server.forward-headers-strategy=framework",
				"spring.webflux.base-path=/base")) {
			assertThat(get(server, "/base/blog/x", "/")).isEqualTo("blog:/base/blog:/x");
		}
	}

	@Test
	void transformerOfTheUserMayRewriteThePath() {
		try (TestServer server = TestServer.start(Rewriting.class, "spring.webflux.base-path=/base")) {
			assertThat(server.get("/base/blog/x").body()).isEqualTo("blog:/rewritten/blog:/y");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/base" })
	void prefixIsNotTrustedByDefault(String basePath) {
		try (TestServer server = TestServer.start(RootAndBlog.class, "spring.webflux.base-path=" + basePath)) {
			assertThat(get(server, basePath + "/blog/x", "/proxy")).isEqualTo("blog:" + basePath + "/blog:/x");
		}
	}

	private static String get(TestServer server, String target, String prefix) {
		return server.get(target, "X-Forwarded-Prefix", prefix).body();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class RootAndBlog {

		@Bean
		@Mount("/")
		Application root() {
			return new Echo("root");
		}

		@Bean
		@Mount("/blog")
		Application blog() {
			return new Echo("blog");
		}

		@Bean
		Controller controller() {
			return new Controller();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Secured extends RootAndBlog {

		@Bean
		SecurityWebFilterChain rules(ServerHttpSecurity http) {
			return http
				.authorizeExchange(
						(exchange) -> exchange.pathMatchers("/blog/private").denyAll().anyExchange().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rewriting extends RootAndBlog {

		@Bean
		ForwardedHeaderTransformer forwardedHeaderTransformer() {
			return new ForwardedHeaderTransformer() {

				@Override
				public ServerHttpRequest apply(ServerHttpRequest request) {
					return request.mutate().path("/rewritten/blog/y").contextPath("/rewritten").build();
				}

			};
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/controller")
		String paths(ServerWebExchange exchange) {
			return exchange.getRequest().getPath().contextPath() + " within "
					+ exchange.getRequest().getPath().pathWithinApplication();
		}

	}

}
