package io.github.wsgi4j.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.actuate.WsgiEndpointAutoConfiguration;
import io.github.wsgi4j.autoconfigure.actuate.WsgiMetricsAutoConfiguration;
import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.Step;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.support.TestStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.reactive.DispatcherHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class WsgiAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(WsgiAutoConfiguration.class,
			TaskExecutionAutoConfiguration.class, HttpHandlerAutoConfiguration.class, WebFluxAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void needsNoConfigurationOfTasks() {
		new ReactiveWebApplicationContextRunner().withUserConfiguration(OneApplication.class)
			.withConfiguration(AutoConfigurations.of(WsgiAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(WsgiHandlerMapping.class));
	}

	@Test
	void mountsAnApplication() {
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Execution.class)
				.hasSingleBean(WsgiHandlerMapping.class));
	}

	@Test
	void backsOffWithoutAnApplication() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(WsgiAutoConfiguration.class)
			.doesNotHaveBean(Execution.class));
	}

	@Test
	void backsOffIfDisabled() {
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.withPropertyValues("wsgi.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WsgiAutoConfiguration.class));
	}

	@Test
	void backsOffInAnApplicationThatIsNoneOfTheWeb() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withUserConfiguration(OneApplication.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WsgiAutoConfiguration.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { HttpServer.class, DispatcherHandler.class })
	void backsOffWithoutAClassThatItNeeds(Class<?> missing) {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WsgiAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
			.withUserConfiguration(OneApplication.class)
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WsgiAutoConfiguration.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer.core", "io.micrometer.context", "org.springframework.boot.actuate" })
	void mountsAnApplicationWithoutALibraryThatIsOptional(String missing) {
		new ReactiveWebApplicationContextRunner().withUserConfiguration(OneApplication.class, Own.class)
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(WsgiHandlerMapping.class));
	}

	@Test
	void anExecutionOfTheUserWins() {
		this.contextRunner.withUserConfiguration(OneApplication.class, UserExecution.class)
			.run((context) -> assertThat(context).getBean(Execution.class).isSameAs(context.getBean("userExecution")));
	}

	@Test
	void aMappingOfTheUserWins() {
		this.contextRunner.withUserConfiguration(OneApplication.class, UserMapping.class)
			.run((context) -> assertThat(context).getBean(WsgiHandlerMapping.class)
				.isSameAs(context.getBean("userMapping")));
	}

	@Test
	void anApplicationRunsOnAPlatformThread() {
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.run((context) -> assertThat(threadOf(context.getBean(Execution.class)))
				.satisfies((thread) -> assertThat(thread.getName()).startsWith("wsgi-"))
				.matches((thread) -> !isVirtual(thread)));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads came with Java 21")
	void anApplicationRunsOnAVirtualThreadWhereBootDoes() {
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(threadOf(context.getBean(Execution.class)))
				.satisfies((thread) -> assertThat(thread.getName()).startsWith("wsgi-"))
				.matches(WsgiAutoConfigurationTests::isVirtual));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads came with Java 21")
	void theModeSaysWhatAnApplicationRunsOn() {
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.withPropertyValues("wsgi.execution.mode=virtual")
			.run((context) -> assertThat(threadOf(context.getBean(Execution.class)))
				.matches(WsgiAutoConfigurationTests::isVirtual));
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.withPropertyValues("spring.threads.virtual.enabled=true", "wsgi.execution.mode=platform")
			.run((context) -> assertThat(threadOf(context.getBean(Execution.class)))
				.matches((thread) -> !isVirtual(thread)));
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "From Java 21 on the mode can be used")
	void theModeVirtualNeedsJava21(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(OneApplication.class, "wsgi.execution.mode=virtual"));
		assertThat(output).contains("APPLICATION FAILED TO START", "wsgi.execution.mode", "need Java 21 or later",
				"set the mode to 'platform'");
	}

	@Test
	void theExecutorOfBootIsStillThere() {
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.run((context) -> assertThat(context).hasSingleBean(AsyncTaskExecutor.class)
				.hasBean("applicationTaskExecutor"));
	}

	@Test
	void thePoolEndsWithTheContext() {
		Thread[] thread = new Thread[1];
		this.contextRunner.withUserConfiguration(OneApplication.class)
			.run((context) -> thread[0] = threadOf(context.getBean(Execution.class)));
		await().until(() -> !thread[0].isAlive());
	}

	@Test
	void aPathStartsWithASlash(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(OneApplication.class, "wsgi.path=app"));
		assertThat(output).contains("APPLICATION FAILED TO START", "'app' of wsgi.path does not start with a slash",
				"Change it to '/app'.");
	}

	@Test
	void anUnknownModeIsNamedWithThoseThatExist(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(OneApplication.class, "wsgi.execution.mode=thread"));
		assertThat(output).contains("APPLICATION FAILED TO START", "wsgi.execution.mode", "PLATFORM", "VIRTUAL");
	}

	@Test
	void twoApplicationsAreNamed(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(TwoApplications.class));
		assertThat(output).contains("APPLICATION FAILED TO START", "no mount is configured for 'blog', 'shop'",
				"wsgi.mounts.blog=/blog", "@Mount(\"/shop\")");
	}

	@Test
	void isListedAmongTheAutoConfigurations() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())).contains(
				WsgiAutoConfiguration.class.getName(), WsgiEndpointAutoConfiguration.class.getName(),
				WsgiMetricsAutoConfiguration.class.getName());
		try (ConfigurableApplicationContext context = start(OneApplication.class)) {
			assertThat(context.getBeansOfType(WsgiHandlerMapping.class)).hasSize(1);
		}
	}

	private static ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		return new SpringApplicationBuilder(configuration, Automatic.class).web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "wsgi.validate=fail")
			.properties(properties)
			.run();
	}

	private static Thread threadOf(Execution execution) {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		execution.start(new TestStep(() -> thread.complete(Thread.currentThread())), Runnable::run);
		return thread.join();
	}

	private static boolean isVirtual(Thread thread) {
		// Thread.isVirtual() came with Java 21, and this is compiled for Java 17.
		return thread.getClass().getName().contains("Virtual");
	}

	private static Application application() {
		return (environ, startResponse) -> Body.empty();
	}

	@EnableAutoConfiguration
	@Configuration(proxyBeanMethods = false)
	static class Automatic {

	}

	@ImportAutoConfiguration({ WsgiAutoConfiguration.class, WsgiEndpointAutoConfiguration.class,
			WsgiMetricsAutoConfiguration.class, TaskExecutionAutoConfiguration.class, WebFluxAutoConfiguration.class })
	@Configuration(proxyBeanMethods = false)
	static class Own {

	}

	@Configuration(proxyBeanMethods = false)
	static class OneApplication {

		@Bean
		Application blog() {
			return application();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoApplications {

		@Bean
		Application blog() {
			return application();
		}

		@Bean
		Application shop() {
			return application();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserExecution {

		@Bean
		Execution userExecution() {
			return new Execution() {

				@Override
				public void start(Step step, Executor connection) {
					step.run();
				}

				@Override
				public void resume(Step step, Executor connection) {
					step.run();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserMapping {

		@Bean
		WsgiHandlerMapping userMapping() {
			return new WsgiHandlerMapping(List.of(), null, Map.of());
		}

	}

}
