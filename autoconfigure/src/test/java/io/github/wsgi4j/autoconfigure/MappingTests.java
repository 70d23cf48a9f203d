package io.github.wsgi4j.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
class MappingTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@Nested
	@SpringBootTest(classes = Site.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
			properties = "wsgi.validate=fail")
	class AtTheRoot {

		@LocalServerPort
		private int port;

		@Test
		void theApplicationAnswersWhatNobodyElseDoes() throws Exception {
			assertThat(get(this.port, "/any/path").body()).isEqualTo("WSGI GET '' '/any/path'");
			assertThat(get(this.port, "/").body()).isEqualTo("WSGI GET '' '/'");
		}

		@Test
		void controllersComeFirst() throws Exception {
			assertThat(get(this.port, "/controller").body()).isEqualTo("controller");
		}

		@Test
		void routerFunctionsComeFirst() throws Exception {
			assertThat(get(this.port, "/router").body()).isEqualTo("router");
		}

		@Test
		void staticResourcesComeAfter() throws Exception {
			assertThat(get(this.port, "/page.txt").body()).isEqualTo("WSGI GET '' '/page.txt'");
		}

		@Test
		void aPreFlightReachesTheApplication() throws Exception {
			HttpRequest request = request(this.port, "/any").method("OPTIONS", HttpRequest.BodyPublishers.noBody())
				.header("Origin", "https://example.org")
				.header("Access-Control-Request-Method", "PUT")
				.build();
			HttpResponse<String> response = send(request);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("WSGI OPTIONS '' '/any'");
		}

		@Test
		void webFiltersRunBefore() throws Exception {
			assertThat(get(this.port, "/any").headers().firstValue("X-Filtered")).hasValue("before the application");
		}

		@Test
		void theBestMatchingPatternIsTheMount() throws Exception {
			assertThat(get(this.port, "/any").headers().firstValue("X-Pattern")).hasValue("/**");
		}

	}

	@Nested
	@SpringBootTest(classes = Site.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
			properties = "wsgi.validate=fail")
	@TestPropertySource(properties = "spring.webflux.static-path-pattern=/static/**")
	class BesideAPatternOfStaticResources {

		@LocalServerPort
		private int port;

		@Test
		void thePatternStaysWithSpring() throws Exception {
			assertThat(get(this.port, "/static/page.txt").body()).isEqualTo("from Spring\n");
			assertThat(get(this.port, "/static/missing.txt").statusCode()).isEqualTo(404);
		}

		@Test
		void everyOtherPathIsTheApplications() throws Exception {
			assertThat(get(this.port, "/page.txt").body()).isEqualTo("WSGI GET '' '/page.txt'");
			assertThat(get(this.port, "/statics").body()).isEqualTo("WSGI GET '' '/statics'");
		}

	}

	@Nested
	@SpringBootTest(classes = Site.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
			properties = "wsgi.validate=fail")
	@TestPropertySource(properties = "wsgi.path=/app/")
	class BelowAPath {

		@LocalServerPort
		private int port;

		@Test
		void theApplicationAnswersThePathAndWhatIsBelow() throws Exception {
			assertThat(get(this.port, "/app").body()).isEqualTo("WSGI GET '/app' ''");
			assertThat(get(this.port, "/app/").body()).isEqualTo("WSGI GET '/app' '/'");
			assertThat(get(this.port, "/app/a/b").body()).isEqualTo("WSGI GET '/app' '/a/b'");
		}

		@Test
		void otherPathsAreLeftAlone() throws Exception {
			assertThat(get(this.port, "/page.txt").body()).isEqualTo("from Spring\n");
			assertThat(get(this.port, "/controller").body()).isEqualTo("controller");
			assertThat(get(this.port, "/other").statusCode()).isEqualTo(404);
			assertThat(get(this.port, "/").statusCode()).isEqualTo(404);
		}

		@Test
		void onlyWholeSegmentsAreBelow() throws Exception {
			assertThat(get(this.port, "/application").statusCode()).isEqualTo(404);
		}

		@Test
		void theBestMatchingPatternIsTheMount() throws Exception {
			assertThat(get(this.port, "/app/a").headers().firstValue("X-Pattern")).hasValue("/app/**");
		}

	}

	@Nested
	@SpringBootTest(classes = Site.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
			properties = "wsgi.validate=fail")
	@TestPropertySource(properties = { "spring.webflux.base-path=/base", "wsgi.path=/app" })
	class BelowABasePath {

		@LocalServerPort
		private int port;

		@Test
		void theScriptNameIsBoth() throws Exception {
			assertThat(get(this.port, "/base/app/a").body()).isEqualTo("WSGI GET '/base/app' '/a'");
			assertThat(get(this.port, "/app/a").statusCode()).isEqualTo(404);
		}

	}

	private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
		return send(request(port, path).build());
	}

	private static HttpRequest.Builder request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
	}

	private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
	}

	@EnableAutoConfiguration(exclude = { ReactiveWebSecurityAutoConfiguration.class,
			ReactiveManagementWebSecurityAutoConfiguration.class })
	@Configuration(proxyBeanMethods = false)
	@Import(Controller.class)
	static class Site {

		@Bean
		Application application() {
			return (environ, startResponse) -> {
				ServerWebExchange exchange = (ServerWebExchange) environ.get(Environ.EXCHANGE);
				startResponse.call(
						"200 OK", List.of(
								Header.of("X-Pattern",
										exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
											.toString()),
								Header.of("X-Filtered", exchange.getAttributeOrDefault("filtered", "never"))));
				return Body.text("WSGI " + Environ.get(environ, Environ.REQUEST_METHOD) + " '"
						+ Environ.get(environ, Environ.SCRIPT_NAME) + "' '" + Environ.get(environ, Environ.PATH_INFO)
						+ "'");
			};
		}

		@Bean
		WebFilter filter() {
			return (exchange, chain) -> {
				exchange.getAttributes().put("filtered", "before the application");
				return chain.filter(exchange);
			};
		}

		@Bean
		RouterFunction<ServerResponse> router() {
			return RouterFunctions.route().GET("/router", (request) -> ServerResponse.ok().bodyValue("router")).build();
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/controller")
		String controller() {
			return "controller";
		}

	}

}
