package io.github.wsgi4j.autoconfigure.middleware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.support.FailedStart;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.middleware.content.Gzip;
import io.github.wsgi4j.middleware.content.StaticFiles;
import io.github.wsgi4j.middleware.security.BasicAuth;
import io.github.wsgi4j.middleware.security.Cors;
import io.github.wsgi4j.middleware.security.SecurityHeaders;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

@OnNewestJava
@ExtendWith(OutputCaptureExtension.class)
class ShelfFailureTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"basic-auth.enabled=true basic-auth.user=me|must have a password|wsgi.middleware.basic-auth.user",
			"session.enabled=true|At least one key|wsgi.middleware.session.keys",
			"session.enabled=true session.keys=short|too short|wsgi.middleware.session.keys",
			"session.enabled=true session.keys=0123456789abcdef0123456789abcdef session.path=x|a slash|wsgi.middleware.session",
			"csrf.enabled=true|no session|wsgi.middleware.session.enabled",
			"session.enabled=true session.keys=0123456789abcdef0123456789abcdef csrf.enabled=true "
					+ "csrf.trusted=https://example.org/|is not an origin|wsgi.middleware.csrf.trusted",
			"cors.enabled=true|At least one origin|wsgi.middleware.cors.origins",
			"cors.enabled=true cors.origins=* cors.credentials=true|all origins|wsgi.middleware.cors.origins",
			"security-headers.enabled=true security-headers.transport-max-age=1d "
					+ "security-headers.transport-preload=true|at least a year|transport-max-age",
			"trusted-hosts.enabled=true|At least one host|wsgi.middleware.trusted-hosts.hosts",
			"https-redirect.enabled=true https-redirect.port=0|Invalid port 0|wsgi.middleware.https-redirect.port",
			"static-files.enabled=true|No location|wsgi.middleware.static-files.location",
			"static-files.enabled=true static-files.location=/no/such|/no/such|wsgi.middleware.static-files.location" })
	void aMiddlewareThatCannotWorkStopsTheStart(String properties, String description, String action,
			CapturedOutput output) {
		String[] names = properties.split(" ", -1);
		for (int i = 0; i < names.length; i++) {
			names[i] = "wsgi.middleware." + names[i];
		}
		FailedStart.fail(Hello.class, names);
		assertThat(FailedStart.analysis(output)).contains(description).contains(action);
	}

	@Test
	void theServersOwnCompressionComesFirst() {
		ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
			.withPropertyValues(TestServer.WITHOUT_SECURITY, "wsgi.middleware.gzip.enabled=true")
			.withUserConfiguration(Hello.class);
		runner.run((context) -> assertThat(context).hasSingleBean(Gzip.class));
		runner.withPropertyValues("server.compression.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(Gzip.class));
		runner.withPropertyValues("server.compression.enabled=true")
			.run((context) -> assertThat(context).doesNotHaveBean(Gzip.class));
	}

	@Test
	void aBeanOfTheSameTypeTakesThePlace() {
		BasicAuth own = BasicAuth.of("mine", (user, password) -> false);
		new ReactiveWebApplicationContextRunner()
			.withPropertyValues(TestServer.WITHOUT_SECURITY, "wsgi.middleware.basic-auth.enabled=true")
			.withUserConfiguration(Hello.class)
			.withBean("own", BasicAuth.class, () -> own)
			.run((context) -> assertThat(context).getBean(BasicAuth.class).isSameAs(own));
	}

	@Test
	void theOtherPropertiesCount() {
		new ReactiveWebApplicationContextRunner().withPropertyValues(TestServer.WITHOUT_SECURITY,
				"wsgi.middleware.cors.enabled=true", "wsgi.middleware.cors.origins=https://page.example",
				"wsgi.middleware.cors.methods=PUT", "wsgi.middleware.cors.headers=X-One",
				"wsgi.middleware.cors.credentials=true", "wsgi.middleware.cors.max-age=10m",
				"wsgi.middleware.security-headers.enabled=true", "wsgi.middleware.security-headers.frame-options=",
				"wsgi.middleware.security-headers.content-security-policy=default-src 'self'",
				"wsgi.middleware.gzip.enabled=true", "wsgi.middleware.gzip.types=a/b",
				"wsgi.middleware.gzip.min-size=1B", "wsgi.middleware.static-files.enabled=true",
				"wsgi.middleware.static-files.location=classpath:META-INF/spring",
				"wsgi.middleware.static-files.cache-control=max-age=1",
				"wsgi.middleware.static-files.index=org.springframework.boot.autoconfigure.AutoConfiguration.imports")
			.withUserConfiguration(Hello.class)
			.run((context) -> {
				WsgiResponse preFlight = client(context.getBean(Cors.class)).request("OPTIONS", "/")
					.header("Origin", "https://page.example")
					.header("Access-Control-Request-Method", "PUT")
					.header("Access-Control-Request-Headers", "x-one")
					.send();
				assertThat(preFlight.header("Access-Control-Max-Age")).isEqualTo("600");
				assertThat(preFlight.header("Access-Control-Allow-Credentials")).isEqualTo("true");
				WsgiResponse careful = client(context.getBean(SecurityHeaders.class)).get("/").send();
				assertThat(careful.header("Content-Security-Policy")).isEqualTo("default-src 'self'");
				assertThat(careful.header("X-Frame-Options")).isNull();
				WsgiResponse zipped = client(context.getBean(Gzip.class)).get("/")
					.header("Accept-Encoding", "gzip")
					.send();
				assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
				WsgiResponse file = client(context.getBean(StaticFiles.class)).get("/").send();
				assertThat(file.header("Cache-Control")).isEqualTo("max-age=1");
				assertThat(file.text()).contains("AutoConfiguration");
			});
	}

	@Test
	void thePropertiesOfFilesCount(@TempDir Path folder) throws IOException {
		for (String name : List.of("app.3f9a8c1b.js", "app.js", "app.js.br", "font.woff2")) {
			Files.writeString(folder.resolve(name), name);
		}
		ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
			.withPropertyValues(TestServer.WITHOUT_SECURITY, "wsgi.middleware.static-files.enabled=true",
					"wsgi.middleware.static-files.location=" + folder)
			.withUserConfiguration(Hello.class);
		runner
			.withPropertyValues("wsgi.middleware.static-files.precompressed=true",
					"wsgi.middleware.static-files.fingerprinted=true",
					"wsgi.middleware.static-files.headers.[font/*].Access-Control-Allow-Origin=*")
			.run((context) -> {
				WsgiClient files = client(context.getBean(StaticFiles.class));
				assertThat(files.get("/app.3f9a8c1b.js").send().header("Cache-Control")).endsWith("immutable");
				WsgiResponse compressed = files.get("/app.js").header("Accept-Encoding", "br").send();
				assertThat(compressed.text()).isEqualTo("app.js.br");
				assertThat(compressed.header("Cache-Control")).isEqualTo("no-cache");
				assertThat(compressed.header("Access-Control-Allow-Origin")).isNull();
				assertThat(files.get("/font.woff2").send().header("Access-Control-Allow-Origin")).isEqualTo("*");
			});
		runner.withPropertyValues("wsgi.middleware.static-files.fingerprint-pattern=[.]woff2$").run((context) -> {
			WsgiClient files = client(context.getBean(StaticFiles.class));
			assertThat(files.get("/font.woff2").send().header("Cache-Control")).endsWith("immutable");
			assertThat(files.get("/app.js").header("Accept-Encoding", "br").send().text()).isEqualTo("app.js");
		});
	}

	@Test
	void thePropertiesOfSecurityHeadersCount() {
		new ReactiveWebApplicationContextRunner()
			.withPropertyValues(TestServer.WITHOUT_SECURITY, "wsgi.middleware.security-headers.enabled=true",
					"wsgi.middleware.security-headers.content-security-policy=script-src 'nonce-{nonce}'",
					"wsgi.middleware.security-headers.permissions-policy=camera=()",
					"wsgi.middleware.security-headers.transport-preload=true")
			.withUserConfiguration(Hello.class)
			.run((context) -> {
				WsgiResponse response = client(context.getBean(SecurityHeaders.class)).get("https://localhost/").send();
				assertThat(response.header("Content-Security-Policy"))
					.isEqualTo("script-src 'nonce-" + response.environ().get(SecurityHeaders.NONCE) + "'");
				assertThat(response.header("Permissions-Policy")).isEqualTo("camera=()");
				assertThat(response.header("Strict-Transport-Security"))
					.isEqualTo("max-age=31536000; includeSubDomains; preload");
			});
	}

	private static WsgiClient client(Middleware middleware) {
		return WsgiClient.of((environ, startResponse) -> {
			startResponse.call("200 OK", List.of(Header.of("Content-Type", "a/b")));
			return Body.text("hello");
		}).with(middleware);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hello {

		@Bean
		Application hello() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return Body.text("hello");
			};
		}

	}

}
