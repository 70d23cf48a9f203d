package io.github.wsgi4j.autoconfigure;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.EnvironmentVariable;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.OneApplication;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.Mount;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
class MountedPathTests {

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withPropertyValues(TestServer.WITHOUT_SECURITY);

	@Nested
	class Paths {

		private static TestServer server;

		@BeforeAll
		static void start() {
			server = TestServer.start(Several.class);
		}

		@AfterAll
		static void stop() {
			server.close();
		}

		@ParameterizedTest
		@CsvSource({ "/blog, blogApp:/blog:", "/blog/, blogApp:/blog:/", "/blog/a/b, blogApp:/blog:/a/b",
				"/blog/admin, blogAdmin:/blog/admin:", "/blog/admin/x, blogAdmin:/blog/admin:/x",
				"/blog/administrator, blogApp:/blog:/administrator", "/shop/x, shop:/shop:/x" })
		void longestPrefixOfWholeSegmentsWins(String target, String expected) {
			assertThat(server.get(target).body()).isEqualTo(expected);
		}

		@ParameterizedTest
		@CsvSource({ "/blog%2Fadmin/x, 404", "/blog/admin%2Fx, blogApp:/blog:/admin/x",
				"/blog/a%2Fb, blogApp:/blog:/a/b" })
		void encodedSlashSplitsNothing(String target, String expected) {
			HttpResponse<String> response = server.get(target);
			assertThat((response.statusCode() == 200) ? response.body() : Integer.toString(response.statusCode()))
				.isEqualTo(expected);
		}

		@Test
		void encodedLetterIsTheLetter() {
			assertThat(server.get("/%62log/x").body()).isEqualTo("blogApp:/blog:/x");
		}

		@ParameterizedTest
		@ValueSource(strings = { "/", "/blogs", "/nothing/here" })
		void nothingMountedIsSpringsOwn404(String target) {
			HttpResponse<String> response = server.get(target);
			assertThat(response.statusCode()).isEqualTo(404);
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
			assertThat(response.body()).contains("\"status\":404", "\"path\":\"" + target + "\"");
		}

	}

	@Test
	void onlyApplicationIsAtTheRoot() {
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.run((context) -> assertThat(paths(context.getBean(WsgiHandlerMapping.class)))
				.containsExactly(Map.entry("blogApp", "")));
	}

	@Test
	void onlyApplicationIsAtThePathOfTheProperty() {
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.withPropertyValues("wsgi.path=/some/where/")
			.run((context) -> assertThat(paths(context.getBean(WsgiHandlerMapping.class)))
				.containsExactly(Map.entry("blogApp", "/some/where")));
	}

	@Test
	void propertyHasPrecedenceOverTheAnnotation() {
		this.contextRunner.withUserConfiguration(Several.class)
			.withPropertyValues("wsgi.mounts.blogApp=/diary")
			.run((context) -> assertThat(paths(context.getBean(WsgiHandlerMapping.class)))
				.containsEntry("blogApp", "/diary")
				.containsEntry("blogAdmin", "/blog/admin"));
	}

	@Test
	void propertyMakesUpForAnAnnotationThatIsNotThere() {
		this.contextRunner.withUserConfiguration(NotMounted.class)
			.withPropertyValues("wsgi.mounts.first=/1", "wsgi.mounts.second=/")
			.run((context) -> assertThat(paths(context.getBean(WsgiHandlerMapping.class)))
				.containsOnly(Map.entry("first", "/1"), Map.entry("second", "")));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "wsgi.mounts.blogApp", "wsgi.mounts.blog-app", "wsgi.mounts.blogapp", "wsgi.mounts[blogApp]" })
	void propertyNamesAreRelaxed(String property) {
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.withPropertyValues(property + "=/diary")
			.run((context) -> assertThat(paths(context.getBean(WsgiHandlerMapping.class)))
				.containsExactly(Map.entry("blogApp", "/diary")));
	}

	@Test
	void environmentVariable() {
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.withInitializer(new EnvironmentVariable("WSGI_MOUNTS_BLOGAPP", "/diary"))
			.run((context) -> assertThat(paths(context.getBean(WsgiHandlerMapping.class)))
				.containsExactly(Map.entry("blogApp", "/diary")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "WSGI_MOUNTS_BLOGAPP", "WSGI_MOUNTS_BLOG_APP" })
	void environmentVariableForANameWithADash(String variable) {
		this.contextRunner.withUserConfiguration(Dashed.class)
			.withInitializer(new EnvironmentVariable(variable, "/diary"))
			.run((context) -> assertThat(paths(context.getBean(WsgiHandlerMapping.class)))
				.containsExactly(Map.entry("blog-app", "/diary")));
	}

	@Test
	void argumentComesBeforeAnEnvironmentVariable() {
		this.contextRunner.withUserConfiguration(Dashed.class)
			.withInitializer(new EnvironmentVariable("WSGI_MOUNTS_BLOG_APP", "/diary"))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("argument", Map.of("wsgi.mounts.blog-app", "/pages"))))
			.run((context) -> assertThat(paths(context.getBean(WsgiHandlerMapping.class)))
				.containsExactly(Map.entry("blog-app", "/pages")));
	}

	@Test
	void pathBeyondAscii() {
		try (TestServer server = TestServer.start(OneApplication.class, "wsgi.path=/caf\u00e9")) {
			HttpResponse<String> response = server.get("/caf%C3%A9/menu");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).endsWith(":/menu");
		}
	}

	private static Map<String, String> paths(WsgiHandlerMapping mapping) {
		return mapping.getApplications()
			.stream()
			.collect(Collectors.toMap(MountedApplication::name, MountedApplication::path));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Shop.class)
	static class Several {

		@Bean
		@Mount("/blog")
		Application blogApp() {
			return new Echo("blogApp");
		}

		@Bean
		@Mount("/blog/admin/")
		Echo blogAdmin() {
			return new Echo("blogAdmin");
		}

	}

	@Mount("/shop")
	static class Shop extends Echo {

		Shop() {
			super("shop");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Dashed {

		@Bean("blog-app")
		Application blogApp() {
			return new Echo("blog-app");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class NotMounted {

		@Bean
		Application first() {
			return new Echo("first");
		}

		@Bean
		Application second() {
			return new Echo("second");
		}

	}

}
