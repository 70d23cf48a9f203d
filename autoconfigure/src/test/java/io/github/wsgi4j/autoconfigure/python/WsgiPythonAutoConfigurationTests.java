package io.github.wsgi4j.autoconfigure.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonProperties.PythonProperties;
import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.EnvironmentVariable;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.python.PythonSettings;
import io.github.wsgi4j.python.SpoolSettings;
import io.github.wsgi4j.python.application.PythonApplication;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The definitions of beans, which need no Python: only the lifecycle starts any, and it
 * is taken out here.
 */
class WsgiPythonAutoConfigurationTests {

	private static final String SHOP = "wsgi.python.applications.shop.";

	private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

	private static final ApplicationLimits LIMITS = new ApplicationLimits(0, RESPONSE_TIMEOUT, Duration.ZERO, 0, 7, 0,
			Duration.ZERO);

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsgiAutoConfiguration.class, WsgiPythonAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class))
		.withInitializer((context) -> context.addBeanFactoryPostProcessor((beans) -> {
			if (beans.containsBeanDefinition("wsgiPythonLifecycle")) {
				((BeanDefinitionRegistry) beans).removeBeanDefinition("wsgiPythonLifecycle");
			}
		}));

	@Test
	void eachNameBecomesAnApplicationBean() {
		this.contextRunner
			.withPropertyValues(SHOP + "directory=./shop", "wsgi.python.applications.blog.directory=./blog",
					"wsgi.mounts.shop=/shop", "wsgi.mounts.blog=/")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeansOfType(Application.class)).containsOnlyKeys("shop", "blog");
				assertThat(context.getBean("shop")).isInstanceOf(PythonApplication.class);
				assertThat(context.getBean(WsgiHandlerMapping.class).getApplications())
					.extracting(MountedApplication::name)
					.containsExactlyInAnyOrder("shop", "blog");
			});
	}

	@Test
	void theOnlyApplicationIsMountedWithoutMounts() {
		this.contextRunner.withPropertyValues(SHOP + "directory=./shop")
			.run((context) -> assertThat(context.getBean(WsgiHandlerMapping.class).getApplications())
				.extracting(MountedApplication::name, MountedApplication::path)
				.containsExactly(tuple("shop", "")));
	}

	@Test
	void namesMayComeFromTheEnvironment() {
		this.contextRunner.withSystemProperties(SHOP + "directory=./shop")
			.run((context) -> assertThat(context).hasBean("shop"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "my-shop", "myShop", "myshop" })
	void anEnvironmentVariableIsOfTheApplicationWhoseNameItHasLeft(String name) {
		this.contextRunner.withInitializer(new EnvironmentVariable("WSGI_PYTHON_APPLICATIONS_MYSHOP_PROCESSES", "3"))
			.withPropertyValues("wsgi.python.applications." + name + ".directory=./shop")
			.run((context) -> {
				assertThat(context).hasNotFailed().getBeanNames(Application.class).containsExactly(name);
				assertThat(context.getBean(WsgiPythonProperties.class).applications().get(name).processes())
					.isEqualTo(3);
			});
	}

	@Test
	void nothingIsThereUnlessConfigured() {
		this.contextRunner.withBean("hello", Echo.class, () -> new Echo("hello"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WsgiPythonAutoConfiguration.class)
				.doesNotHaveBean(WsgiPythonProperties.class)
				.hasBean("wsgiHandlerMapping"));
	}

	@Test
	void nothingIsThereWhereWsgiIsDisabled() {
		this.contextRunner.withPropertyValues(SHOP + "directory=./shop", "wsgi.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Application.class));
	}

	@Test
	void theNameOfAnotherBeanIsRefused() {
		this.contextRunner.withBean("shop", Echo.class, () -> new Echo("hello"))
			.withPropertyValues(SHOP + "directory=./shop")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(MisconfigurationException.class)
				.hasMessageContaining("wsgi.python.applications.shop"));
	}

	@Test
	void defaults() {
		this.contextRunner.withPropertyValues(SHOP + "directory=shop")
			.run((context) -> assertThat(settings(context.getBean(WsgiPythonProperties.class)))
				.isEqualTo(new PythonSettings("shop", Path.of("shop").toAbsolutePath(), null, null, 1, 4, Map.of(),
						true, true, Duration.ofSeconds(60), 0, 0, Duration.ZERO, RESPONSE_TIMEOUT, 7,
						Duration.ofSeconds(5), false,
						new SpoolSettings(64 * 1024, 64 * 1024 * 1024, 1024 * 1024 * 1024, null), false, false)));
	}

	@Test
	void anEmptyTextIsNone() {
		this.contextRunner
			.withPropertyValues(SHOP + "directory=shop", SHOP + "interpreter=${VIRTUAL_ENV_OF_THE_SHOP:}",
					SHOP + "response-spool.directory=")
			.run((context) -> {
				PythonSettings settings = settings(context.getBean(WsgiPythonProperties.class));
				assertThat(settings.interpreter()).isNull();
				assertThat(settings.spool().directory()).isNull();
			});
	}

	@Test
	void reloadsByItselfWhereDevtoolsAre() {
		ClassLoader devtools = new ByteBuddy().subclass(Object.class)
			.name("org.springframework.boot.devtools.restart.Restarter")
			.make()
			.load(getClass().getClassLoader())
			.getLoaded()
			.getClassLoader();
		assertThat(WsgiPythonProperties.Reload.AUTO.isOn(devtools)).isTrue();
		assertThat(WsgiPythonProperties.Reload.AUTO.isOn(getClass().getClassLoader())).isFalse();
		assertThat(WsgiPythonProperties.Reload.OFF.isOn(devtools)).isFalse();
	}

	@Test
	void everything() {
		this.contextRunner
			.withPropertyValues(SHOP + "directory=/srv/shop", SHOP + "callable=shop.wsgi:application",
					SHOP + "interpreter=/srv/venv", SHOP + "processes=2", SHOP + "threads=3",
					SHOP + "environment-variables.SECRET_KEY=x", SHOP + "inherit-environment=false",
					SHOP + "startup=optional", SHOP + "startup-timeout=10s", SHOP + "recycle-after-requests=1000",
					SHOP + "max-memory=1MB", SHOP + "request-timeout=20s", SHOP + "interrupt-grace=1s",
					SHOP + "reload=on", SHOP + "response-spool.memory=1KB", SHOP + "response-spool.per-response=2KB",
					SHOP + "response-spool.total=4KB", SHOP + "response-spool.directory=/tmp",
					SHOP + "server-timing=true", SHOP + "preload=true")
			.run((context) -> assertThat(settings(context.getBean(WsgiPythonProperties.class)))
				.isEqualTo(new PythonSettings("shop", Path.of("/srv/shop"), "shop.wsgi:application", "/srv/venv", 2, 3,
						Map.of("SECRET_KEY", "x"), false, false, Duration.ofSeconds(10), 1000, 1024 * 1024,
						Duration.ofSeconds(20), RESPONSE_TIMEOUT, 7, Duration.ofSeconds(1), true,
						new SpoolSettings(1024, 2048, 4096, Path.of("/tmp")), true, true)));
	}

	@Test
	void aDirectoryOfTheSpoolThatCannotBeUsed(@TempDir Path folder) throws IOException {
		Path file = Files.createFile(folder.resolve("file"));
		this.contextRunner.withPropertyValues(SHOP + "directory=" + folder, SHOP + "response-spool.directory=" + file)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MisconfigurationException.class)
				.hasMessageContaining(SHOP + "response-spool.directory")
				.hasMessageContaining(file.toString()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "directory=", "processes=0", "threads=0", "startup-timeout=0s", "recycle-after-requests=0",
			"max-memory=0", "request-timeout=-1s", "interrupt-grace=-1s", "response-spool.memory=-1B",
			"response-spool.total=-1B", "response-spool.per-response=-1B", "response-spool.per-response=2GB" })
	void valuesThatMakeNoSense(String property) {
		this.contextRunner.withPropertyValues(SHOP + "directory=shop", SHOP + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RefusedValueException.class)
				.hasMessageContaining(SHOP + property.substring(0, property.indexOf('='))));
	}

	@Test
	void directoryIsNeeded() {
		this.contextRunner.withPropertyValues(SHOP + "processes=2")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(SHOP + "directory"));
	}

	@Test
	void processesStartBeforeTheServerAndStopAfterIt() {
		PythonLifecycle lifecycle = new PythonLifecycle(Map.of(), new WsgiPythonProperties(Map.of()));
		assertThat(lifecycle.getPhase()).isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
			.isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
		assertThat(lifecycle.isPauseable()).isFalse();
	}

	@Test
	void nameThatWasNotThereAheadOfTime() {
		this.contextRunner.withPropertyValues(SHOP + "directory=shop").run((context) -> {
			WsgiPythonProperties properties = context.getBean(WsgiPythonProperties.class);
			assertThat(catchThrowable(() -> ApplicationDefinitions.verify(ApplicationKind.PYTHON,
					properties.applications().keySet(), new StaticListableBeanFactory())))
				.isInstanceOf(MisconfigurationException.class)
				.hasMessageContaining("'shop'")
				.hasMessageContaining("ahead-of-time");
		});
	}

	private static PythonSettings settings(WsgiPythonProperties properties) {
		PythonProperties shop = properties.applications().get("shop");
		return PythonApplications.settings("shop", shop, shop.environmentVariables(), LIMITS);
	}

}
