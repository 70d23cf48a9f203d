package io.github.wsgi4j.autoconfigure.fastcgi;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.WsgiProperties;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.autoconfigure.fastcgi.WsgiFastCgiProperties.FastCgiProperties;
import io.github.wsgi4j.autoconfigure.gateway.ServerLoops;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.EnvironmentVariable;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.fastcgi.FastCgiAddress;
import io.github.wsgi4j.fastcgi.FastCgiSettings;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The definitions of beans, which need no server.
 */
class WsgiFastCgiAutoConfigurationTests {

	private static final ApplicationLimits LIMITS = new ApplicationLimits(0, Duration.ZERO, Duration.ZERO, 0, 7, 0,
			Duration.ZERO);

	private static final String SHOP = "wsgi.fastcgi.applications.shop.";

	private static final String SERVERS = SHOP + "servers=unix:/run/shop.sock";

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsgiAutoConfiguration.class, WsgiFastCgiAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class));

	private static FastCgiSettings settings(WsgiFastCgiProperties properties) {
		FastCgiProperties shop = properties.applications().get("shop");
		return shop.settings("shop", "wsgi.fastcgi.applications.shop", shop.parameters(), LIMITS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "my-shop", "myShop", "myshop" })
	void anEnvironmentVariableIsOfTheApplicationWhoseNameItHasLeft(String name) {
		this.contextRunner
			.withInitializer(new EnvironmentVariable("WSGI_FASTCGI_APPLICATIONS_MYSHOP_MAXCONNECTIONS", "3"))
			.withPropertyValues("wsgi.fastcgi.applications." + name + ".servers=unix:/run/shop.sock")
			.run((context) -> {
				assertThat(context).hasNotFailed().getBeanNames(Application.class).containsExactly(name);
				assertThat(context.getBean(WsgiFastCgiProperties.class).applications().get(name).maxConnections())
					.isEqualTo(3);
			});
	}

	@Test
	void eachNameBecomesAnApplicationBean() {
		this.contextRunner
			.withPropertyValues(SERVERS, "wsgi.fastcgi.applications.blog.servers=tcp://10.0.0.7:9000",
					"wsgi.mounts.shop=/shop", "wsgi.mounts.blog=/")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeansOfType(Application.class)).containsOnlyKeys("shop", "blog");
				assertThat(context.getBean("shop")).isInstanceOf(FastCgiApplication.class);
				assertThat(context.getBean(WsgiHandlerMapping.class).getApplications())
					.extracting(MountedApplication::name, MountedApplication::path)
					.containsExactlyInAnyOrder(tuple("shop", "/shop"), tuple("blog", ""));
			});
	}

	@Test
	void nothingIsThereUnlessConfigured() {
		this.contextRunner.withBean("hello", Echo.class, () -> new Echo("hello"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WsgiFastCgiAutoConfiguration.class)
				.doesNotHaveBean(WsgiFastCgiProperties.class));
	}

	@Test
	void nothingIsThereWhereWsgiIsDisabled() {
		this.contextRunner.withPropertyValues(SERVERS, "wsgi.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Application.class));
	}

	@Test
	void theNameOfAnotherBeanIsRefused() {
		this.contextRunner.withBean("shop", Echo.class, () -> new Echo("hello"))
			.withPropertyValues(SERVERS)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(MisconfigurationException.class)
				.hasMessageContaining("wsgi.fastcgi.applications.shop"));
	}

	@Test
	void defaults() {
		this.contextRunner.withPropertyValues(SERVERS)
			.run((context) -> assertThat(settings(context.getBean(WsgiFastCgiProperties.class)))
				.isEqualTo(new FastCgiSettings("shop", List.of(FastCgiAddress.parse("unix:/run/shop.sock")), Map.of(),
						Duration.ofSeconds(2), Duration.ZERO, true, 16, Duration.ofSeconds(10), 7)));
	}

	@Test
	void everything() {
		this.contextRunner
			.withPropertyValues(SHOP + "servers=unix:/run/shop.sock,tcp://[::1]:9000",
					SHOP + "parameters.SCRIPT_FILENAME=/srv/index.php", SHOP + "connect-timeout=1s",
					SHOP + "request-timeout=30s", SHOP + "keep-connections=false", SHOP + "max-connections=4",
					SHOP + "retry-after=0s")
			.run((context) -> assertThat(settings(context.getBean(WsgiFastCgiProperties.class)))
				.isEqualTo(new FastCgiSettings("shop",
						List.of(FastCgiAddress.parse("unix:/run/shop.sock"), FastCgiAddress.parse("tcp://[::1]:9000")),
						Map.of("SCRIPT_FILENAME", "/srv/index.php"), Duration.ofSeconds(1), Duration.ofSeconds(30),
						false, 4, Duration.ZERO, 7)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "servers=", "servers=shop.sock", "connect-timeout=0s", "connect-timeout=-1s",
			"request-timeout=0s", "max-connections=0", "retry-after=-1s" })
	void valuesThatMakeNoSense(String property) {
		this.contextRunner.withPropertyValues(SERVERS, SHOP + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfAny(RefusedValueException.class, MisconfigurationException.class)
				.hasMessageContaining(property.startsWith("servers=s") ? "shop.sock" : SHOP + name(property)));
	}

	private static String name(String property) {
		return property.substring(0, property.indexOf('='));
	}

	@Test
	void nameThatWasNotThereAheadOfTime() {
		this.contextRunner.withPropertyValues(SERVERS).run((context) -> {
			SmartInitializingSingleton names = new WsgiFastCgiAutoConfiguration()
				.wsgiFastCgiNames(new StaticListableBeanFactory(), context.getBean(WsgiFastCgiProperties.class));
			assertThatExceptionOfType(MisconfigurationException.class).isThrownBy(names::afterSingletonsInstantiated)
				.withMessageContaining("The FastCGI application 'shop'")
				.withMessageContaining("ahead-of-time");
		});
	}

	@Test
	void nameThatIsNotThereAtRunTime() {
		WsgiFastCgiAutoConfiguration configuration = new WsgiFastCgiAutoConfiguration();
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		FastCgiApplications applications = configuration.wsgiFastCgiApplications(new WsgiFastCgiProperties(Map.of()),
				new StandardEnvironment(), new ServerLoops(beans.getBeanProvider(ReactorResourceFactory.class)),
				beans.getBeanProvider(ObservationRegistry.class), beans.getBeanProvider(WsgiProperties.class), beans);
		assertThatExceptionOfType(MisconfigurationException.class).isThrownBy(() -> applications.create("shop"))
			.withMessageContaining("has no properties now");
	}

}
