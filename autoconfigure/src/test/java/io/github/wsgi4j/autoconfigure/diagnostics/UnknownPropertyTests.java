package io.github.wsgi4j.autoconfigure.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.OneApplication;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static io.github.wsgi4j.autoconfigure.support.FailedStart.analysis;
import static io.github.wsgi4j.autoconfigure.support.FailedStart.fail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Properties below {@code wsgi} that do not exist.
 */
@OnNewestJava
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertyTests {

	private static final String WARNING = "Ignoring unknown properties below 'wsgi'";

	@TempDir
	private Path directory;

	@Test
	void propertyInAFileStopsTheStart(CapturedOutput output) throws IOException {
		write("application.yml", """
				wsgi:
				  limits:
				    max-boddy-size: 8MB
				""");
		failWithArguments(OneApplication.class, "--spring.config.location=" + this.directory + "/");
		assertThat(analysis(output)).contains("'wsgi.limits.max-boddy-size'", "application.yml", "3:21",
				"The most similar property is 'wsgi.limits.max-body-size'");
	}

	@Test
	void propertyOfAProfileStopsTheStartWithThatProfile(CapturedOutput output) throws IOException {
		write("application-production.properties", "wsgi.pth=/shop");
		String location = "--spring.config.location=" + this.directory + "/";
		TestServer.application(OneApplication.class).run(location).close();
		failWithArguments(OneApplication.class, location, "--spring.profiles.active=production");
		assertThat(analysis(output)).contains("'wsgi.pth'", "application-production.properties", "'wsgi.path'");
	}

	@Test
	void argumentStopsTheStart(CapturedOutput output) {
		failWithArguments(OneApplication.class, "--wsgi.mount.blogApp=/blog");
		assertThat(analysis(output)).contains("\"wsgi.mount.blogApp\" from property source \"commandLineArgs\"",
				"'wsgi.mounts.");
	}

	@Test
	void allOfThemAreNamed(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.pth=/blog", "wsgi.middleware.gzipp.enabled=true",
				"wsgi.execution.mode.common=virtual");
		assertThat(analysis(output)).contains("'wsgi.pth'", "'wsgi.middleware.gzipp.enabled'",
				"'wsgi.middleware.gzip.enabled'", "'wsgi.execution.mode.common'",
				"Below 'wsgi.execution' there are: applications, event-loop, mode, platform.");
	}

	@ParameterizedTest
	@CsvSource({ "wsgi.python.applications.shop.workers, environment-variables, wsgi.python.applications.shop",
			"wsgi.python.applications.shop.env.KEY, environment-variables, wsgi.python.applications.shop",
			"wsgi.middleware.cors.allowed-origins, origins, wsgi.middleware.cors",
			"wsgi.limits.applications.blogApp.body, max-body-size, wsgi.limits.applications.blogapp",
			"wsgi.timeout, limits, wsgi" })
	void anotherWordIsNoTypingError(String property, String name, String group, CapturedOutput output) {
		fail(OneApplication.class, property + "=1");
		assertThat(analysis(output)).containsPattern("Below '" + group + "' there are: .*\\b" + name + "\\b.*\\.")
			.doesNotContain("similar");
	}

	@Test
	void propertyOfOneApplicationStopsTheStart(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.limits.applications.blogApp.max-que=1");
		assertThat(analysis(output)).contains("wsgi.limits.applications.blog", ".max-que'", ".max-queue'");
	}

	@Test
	void misspelledMountIsNamedBeforeItIsMissed(CapturedOutput output) {
		fail(MountFailureTests.Two.class, "wsgi.mount.shop=/shop", "wsgi.mounts.blogApp=/blog");
		assertThat(analysis(output)).contains("'wsgi.mount.shop'", "'wsgi.mounts.shop'");
	}

	@ParameterizedTest
	@CsvSource({ "wsgi.mounts=/shop, wsgi.mounts.<name>", "wsgi.middleware.gzip=true, wsgi.middleware.gzip.enabled",
			"wsgi.middleware=true, wsgi.middleware.gzip.enabled",
			"wsgi.limits.applications=5MB, wsgi.limits.applications.<name>.max-body-size",
			"wsgi.python.applications.shop=./shop, wsgi.python.applications.shop.directory",
			"wsgi.fastcgi.applications.shop=unix:/run/shop.sock, wsgi.fastcgi.applications.shop.servers" })
	void valueOfAGroupStopsTheStart(String property, String below, CapturedOutput output) {
		fail(OneApplication.class, property);
		String[] nameAndValue = property.split("=", -1);
		assertThat(analysis(output))
			.contains("The property '" + nameAndValue[0] + "' has the value '" + nameAndValue[1] + "' (",
					"such as '" + below + "'.")
			.doesNotContain("Reason:");
	}

	@Test
	void groupMayHaveAPlaceholderForNothing() {
		TestServer
			.application(OneApplication.class, "wsgi.mounts=${nothing:}", "wsgi.middleware.gzip=${nothing:}",
					"wsgi.middleware.gzip.enabled=true")
			.run()
			.close();
	}

	@Test
	void nobodyNeedsAnApplication(CapturedOutput output) {
		fail(None.class, "wsgi.pyton.applications.shop.directory=./shop");
		assertThat(analysis(output)).contains("'wsgi.pyton.applications.shop.directory'");
	}

	// A start takes all that do not contradict each other: it would name the one that it
	// does not know.
	@ParameterizedTest
	@MethodSource
	void existingPropertiesPass(String[] properties) {
		TestServer.application(OneApplication.class, properties).run().close();
	}

	static Stream<Named<String[]>> existingPropertiesPass() {
		return Stream.of(
				named("as they are written in Java", "wsgi.mounts.blogApp=/blog", "wsgi.environ.some.variable=1",
						"wsgi.execution.applications.blogApp=platform", "wsgi.limits.applications.blogApp.maxQueue=1",
						"wsgi.execution.platform.queueCapacity=1", "wsgi.middleware.gzip.types[0]=text/html",
						"wsgi.limits=", "wsgi.compatibility-check=true", "other.key=1", "wsgiother.key=1"),
				named("as they are written in YAML", "wsgi.mounts.blog-app=/blog", "wsgi.environ.SOME_VARIABLE=1",
						"wsgi.execution.applications.blog-app=platform",
						"wsgi.limits.applications.blog-app.max_queue=1", "wsgi.execution.platform.queue_capacity=1",
						"wsgi.middleware.gzip.types=text/html,text/css"),
				named("as keys of maps", "wsgi.mounts[blogApp]=/blog", "wsgi.environ[some.variable]=1",
						"wsgi.limits.applications[blogApp].max-queue=1", "wsgi.EXECUTION.platform.queuecapacity=1"));
	}

	private static Named<String[]> named(String name, String... properties) {
		return Named.of(name, properties);
	}

	@Test
	void listThatAnotherSourceReplacesPasses() {
		TestServer
			.application(OneApplication.class, "wsgi.middleware.gzip.types[0]=text/html",
					"wsgi.middleware.gzip.types[1]=text/css")
			.run("--wsgi.middleware.gzip.types[0]=text/plain")
			.close();
	}

	@Test
	void propertiesOfWhatIsNotInUsePass() {
		String[] properties = { "wsgi.path=/", "wsgi.middleware.gzip.types[0]=text/html", "wsgi.environ.a=b",
				"wsgi.limits.applications.blogApp.max-queue=1" };
		TestServer.application(None.class, properties).run().close();
		TestServer.application(OneApplication.class, properties)
			.properties(TestServer.WITHOUT_SECURITY + ",io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration")
			.run()
			.close();
	}

	@Test
	void nothingIsSaidWhereWsgiIsOff(CapturedOutput output) {
		TestServer.application(OneApplication.class, "wsgi.enabled=false", "wsgi.pth=/blog").run().close();
		assertThat(output).doesNotContain("wsgi.pth");
	}

	@Test
	void environmentGetsOneWarning(CapturedOutput output) {
		runWithVariables("WSGI_PORT", "tcp://10.0.0.1:80", "WSGI_SERVICE_HOST", "10.0.0.1", "WSGI_PORT_80_TCP_ADDR",
				"10.0.0.1");
		assertThat(output.getAll().split(WARNING, -1)).hasSize(2);
		assertThat(output).contains("WARN", "WSGI_PORT\"", "WSGI_SERVICE_HOST\"", "WSGI_PORT_80_TCP_ADDR\"");
	}

	@Test
	void aVariableWithTheHyphenOfANameIsToldHowToLeaveItOut(CapturedOutput output) {
		runWithVariables("WSGI_LIMITS_APPLICATIONS_BLOG_APP_MAX_QUEUE", "1");
		assertThat(output).contains("WSGI_LIMITS_APPLICATIONS_BLOG_APP_MAX_QUEUE\"", "MYSHOP for 'my-shop'");
	}

	@Test
	void systemPropertiesGetOneWarning(CapturedOutput output) {
		System.setProperty("wsgi.pth", "/blog");
		try {
			TestServer.application(OneApplication.class).run().close();
			assertThat(output.getAll().split(WARNING, -1)).hasSize(2);
			assertThat(output).contains("\"wsgi.pth\" from property source \"systemProperties\"");
		}
		finally {
			System.clearProperty("wsgi.pth");
		}
	}

	@Test
	void environmentWithExistingPropertiesPasses(CapturedOutput output) {
		runWithVariables("WSGI_PATH", "/", "WSGI_LIMITS_MAXQUEUE", "1", "WSGI_EXECUTION_EVENT_LOOP_MAX_HOLD", "1s",
				"WSGI_LIMITS_APPLICATIONS_BLOGAPP_MAX_QUEUE", "1", "WSGI_ENVIRON_SOME_VARIABLE", "1",
				"WSGI_MIDDLEWARE_GZIP_TYPES_0", "text/html", "WSGI_MIDDLEWARE_ACCESS_LOG_ENABLED", "true");
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void aVariableBelowAMapThatIsNotReadGetsAWarning(CapturedOutput output) {
		String shop = "WSGI_PYTHON_APPLICATIONS_SHOP_";
		runWithVariables("WSGI_MOUNTS_BLOGAPP", "/", "WSGI_MOUNTS_SHOP", "/shop", shop + "DIRECTORY",
				this.directory.toString(), shop + "STARTUP", "optional", shop + "INTERPRETER", "no-python",
				shop + "ENVIRONMENTVARIABLES_ONE_KEY", "1", shop + "ENVIRONMENT_VARIABLES_TWO_KEY", "2");
		assertThat(output).contains(WARNING, shop + "ENVIRONMENT_VARIABLES_TWO_KEY\"").doesNotContain("ONE_KEY");
	}

	@Test
	void propertiesOfTheUserPass(CapturedOutput output) {
		TestServer
			.application(WithOwnProperties.class, "wsgi.acme.size=1", "wsgi.acme.parts.one.two=2",
					"wsgi.middleware.acme.enabled=true", "wsgi.made.name=x", "wsgi.injected.name=x")
			.run()
			.close();
		fail(WithOwnProperties.class, "wsgi.acme.sice=1", "wsgi.middleware.acme.enable=true");
		assertThat(analysis(output)).contains("'wsgi.acme.sice'", "'wsgi.acme.size'", "'wsgi.middleware.acme.enable'",
				"'wsgi.middleware.acme.enabled'");
	}

	@Test
	void valueThatCannotBeConvertedIsReportedAsThat(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.limits.max-queue=many");
		assertThat(analysis(output)).contains("wsgi.limits.max-queue", "many").doesNotContain("Unknown properties");
	}

	private void write(String file, String content) throws IOException {
		Files.writeString(this.directory.resolve(file), content);
	}

	private static void failWithArguments(Class<?> configuration, String... arguments) {
		assertThatException().isThrownBy(() -> TestServer.application(configuration).run(arguments).close());
	}

	private static void runWithVariables(String... namesAndValues) {
		Map<String, Object> variables = new HashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			variables.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		SpringApplicationBuilder application = TestServer.application(OneApplication.class);
		application.initializers((context) -> replaceVariables(context, variables)).run().close();
	}

	private static void replaceVariables(ConfigurableApplicationContext context, Map<String, Object> variables) {
		context.getEnvironment()
			.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class None {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ Acme.class, AcmeMiddleware.class })
	static class WithOwnProperties extends OneApplication {

		@Bean
		@ConfigurationProperties("wsgi.made")
		Made made() {
			return new Made(new ArrayList<>());
		}

		@Bean
		Injected injected(List<Made> made) {
			return new Injected(made);
		}

	}

	@ConfigurationProperties("wsgi.acme")
	record Acme(int size, Map<String, Map<String, String>> parts) {

	}

	@ConfigurationProperties("wsgi.middleware.acme")
	static class AcmeMiddleware {

		private boolean enabled;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	static class Made {

		private String name = "";

		Made(List<String> parts) {
			assertThat(parts).isEmpty();
		}

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

	@ConfigurationProperties("wsgi.injected")
	static class Injected extends Made {

		@Autowired
		Injected(List<Made> made) {
			super(new ArrayList<>());
			assertThat(made).isNotEmpty();
		}

	}

}
