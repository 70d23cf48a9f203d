package io.github.wsgi4j.autoconfigure;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
class SecurityTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String[] COOKIE = { "Cookie", "XSRF-TOKEN=T" };

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
		// On a connection of its own: Reactor Netty 1.3.7 may stop reading behind it.
		try (RawClient client = new RawClient(server.port(), -1)) {
			client.send("POST /private HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
			assertThat(client.readResponse().status()).isEqualTo(403);
		}
		assertThat(server.post("/private", FORM, "_csrf=T", COOKIE).statusCode()).isEqualTo(401);
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
	void authoritiesOfTheUserAreInTheEnviron() {
		HttpResponse<String> response = server.get("/private/authorities", "Authorization", basic("ann", "secret"),
				"wsgi4j.authorities", "ROLE_ADMIN");
		assertThat(response.body().split(",")).contains("ROLE_USER").doesNotContain("ROLE_ADMIN");
		assertThat(server.get("/open/authorities", "wsgi4j.authorities", "ROLE_ADMIN").body()).isEqualTo("null");
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
	void aRequestWithoutTheTokenIsForbidden() {
		assertThat(server.post("/open", FORM, "_csrf=F&a=1", COOKIE).statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "full", "stream" })
	void aFormThatAFilterHasReadReachesTheApplication(String buffering) {
		try (TestServer server = TestServer.startSecured(Secured.class, "wsgi.request.buffering=" + buffering)) {
			String large = "&b=" + "x".repeat(200_000);
			String multipart = "--XX\r\nContent-Disposition: form-data; name=_csrf\r\n\r\nT\r\n--XX\r\n"
					+ "Content-Disposition: form-data; name=f; filename=a\r\n\r\n" + "x".repeat(100_000)
					+ "\r\n--XX--\r\n";
			assertThat(body(server.post("/open", FORM, "_csrf=T&a=1&b=two", COOKIE))).isEqualTo("_csrf=T&a=1&b=two");
			assertThat(body(server.post("/open", FORM, "_csrf=T" + large, COOKIE))).isEqualTo("_csrf=T" + large);
			assertThat(body(server.post("/open", FORM, "a=1" + large, "Cookie", "XSRF-TOKEN=T", "X-XSRF-TOKEN", "T")))
				.isEqualTo("a=1" + large);
			assertThat(body(server.post("/open", "multipart/form-data; boundary=XX", multipart, COOKIE)))
				.isEqualTo(multipart);
			assertThat(body(
					server.post("/open", "text/plain", "text" + large, "Cookie", "XSRF-TOKEN=T", "X-XSRF-TOKEN", "T")))
				.isEqualTo("text" + large);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "full", "stream" })
	void aFormReachesTheApplicationBehindFiltersThatReadIt(String buffering) {
		try (TestServer server = TestServer.start(Filtered.class, "wsgi.request.buffering=" + buffering,
				"spring.webflux.hiddenmethod.filter.enabled=true")) {
			HttpResponse<String> response = server.post("/", FORM, "_method=delete&a=1");
			assertThat(response.body()).startsWith("method=DELETE ");
			assertThat(body(response)).isEqualTo("_method=delete&a=1");
			assertThat(body(server.post("/again", FORM, "a=1"))).isEqualTo("again");
			assertThat(body(server.post("/plain", FORM, "a=1"))).isEqualTo("a=1");
		}
	}

	@Test
	void aFormOfAControllerStaysAsItIs() {
		try (TestServer server = TestServer.start(Filtered.class)) {
			assertThat(server.post("/controller", FORM, "a=1&b=2").body()).isEqualTo("{a=[1], b=[2]}");
		}
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

	private static String body(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body().substring(response.body().indexOf(" body=") + 6);
	}

	private static String basic(String user, String password) {
		return "Basic " + HttpHeaders.encodeBasicAuth(user, password, null);
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
				if (Environ.get(environ, Environ.PATH_INFO).endsWith("/authorities")) {
					return Body.text(String.valueOf(environ.get(Environ.AUTHORITIES)));
				}
				String held = ReactiveSecurityContextHolder.getContext()
					.map((context) -> context.getAuthentication().getName())
					.contextCapture()
					.block(TestServer.TIMEOUT);
				String body = new String(Environ.input(environ).readAllBytes(), StandardCharsets.UTF_8);
				return Body.text("user=" + environ.get(Environ.REMOTE_USER) + " holder=" + held
						+ (body.isEmpty() ? "" : " body=" + body));
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
				.csrf((csrf) -> csrf.csrfTokenRepository(CookieServerCsrfTokenRepository.withHttpOnlyFalse())
					.csrfTokenRequestHandler(multipart()))
				.build();
		}

		private static ServerCsrfTokenRequestAttributeHandler multipart() {
			ServerCsrfTokenRequestAttributeHandler handler = new ServerCsrfTokenRequestAttributeHandler();
			handler.setTokenFromMultipartDataEnabled(true);
			return handler;
		}

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(
					User.withUsername("ann").password("{noop}secret").roles("USER").build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Filtered {

		@Bean
		Application application() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return Body.text("method=" + environ.get(Environ.REQUEST_METHOD) + " body="
						+ new String(Environ.input(environ).readAllBytes(), StandardCharsets.UTF_8));
			};
		}

		@Bean
		RouterFunction<ServerResponse> controller() {
			return RouterFunctions.route()
				.POST("/controller",
						(request) -> request.formData()
							.flatMap((form) -> ServerResponse.ok().bodyValue(form.toString())))
				.build();
		}

		// As a filter that decrypts a body, or logs it, gives it again.
		@Bean
		WebFilter again() {
			return (exchange, chain) -> {
				if (!exchange.getRequest().getPath().value().equals("/again")) {
					return chain.filter(exchange);
				}
				return DataBufferUtils.join(exchange.getRequest().getBody()).flatMap((buffer) -> {
					DataBufferUtils.release(buffer);
					ServerHttpRequest again = new ServerHttpRequestDecorator(exchange.getRequest()) {

						@Override
						public HttpHeaders getHeaders() {
							HttpHeaders headers = new HttpHeaders(super.getHeaders());
							headers.setContentLength(5);
							return headers;
						}

						@Override
						public Flux<DataBuffer> getBody() {
							return Flux.just(DefaultDataBufferFactory.sharedInstance
								.wrap("again".getBytes(StandardCharsets.US_ASCII)));
						}

					};
					return chain.filter(exchange.mutate().request(again).build());
				});
			};
		}

	}

}
