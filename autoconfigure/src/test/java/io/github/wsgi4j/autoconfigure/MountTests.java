package io.github.wsgi4j.autoconfigure;

import java.util.HashMap;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.container.Mount;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class MountTests {

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsgiAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
				WebFluxAutoConfiguration.class));

	@Test
	void oneApplicationIsMountedAtThePath() {
		this.contextRunner.withUserConfiguration(Blog.class)
			.run((context) -> assertThatMounts(context).containsExactly("blog at "));
		this.contextRunner.withUserConfiguration(Blog.class)
			.withPropertyValues("wsgi.path=/all/")
			.run((context) -> assertThatMounts(context).containsExactly("blog at /all"));
	}

	@Test
	void severalAreMountedByTheirNames() {
		this.contextRunner.withUserConfiguration(Blog.class, Shop.class)
			.withPropertyValues("wsgi.mounts.blog=/", "wsgi.mounts.shop=/shop/")
			.run((context) -> assertThatMounts(context).containsExactly("shop at /shop", "blog at "));
	}

	@Test
	void anAnnotationMountsToo() {
		this.contextRunner.withUserConfiguration(Wiki.class)
			.run((context) -> assertThatMounts(context).containsExactly("wiki at /wiki"));
	}

	@Test
	void thePropertyComesBeforeTheAnnotation() {
		this.contextRunner.withUserConfiguration(Wiki.class)
			.withPropertyValues("wsgi.mounts.wiki=/pages")
			.run((context) -> assertThatMounts(context).containsExactly("wiki at /pages"));
	}

	@Test
	void aNameMayBeWrittenAsAnEnvironmentVariableHasIt() {
		this.contextRunner.withBean("myBlog", Application.class, () -> MountTests::application)
			.withPropertyValues("wsgi.mounts.my-blog=/blog")
			.run((context) -> assertThatMounts(context).containsExactly("myBlog at /blog"));
	}

	@Test
	void aNameMayBeThatOfAnImportedNestedClass() {
		this.contextRunner.withUserConfiguration(Blog.class)
			.withBean("Sites$Wiki", Application.class, () -> MountTests::application)
			.withPropertyValues("wsgi.mounts.blog=/", "wsgi.mounts.Sites$Wiki=/wiki")
			.run((context) -> assertThatMounts(context).containsExactly("Sites$Wiki at /wiki", "blog at "));
	}

	@Test
	void aMountIsMissing() {
		this.contextRunner.withUserConfiguration(Blog.class, Shop.class)
			.withPropertyValues("wsgi.mounts.blog=/")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'shop'"));
	}

	@Test
	void aMountIsTaken() {
		this.contextRunner.withUserConfiguration(Blog.class, Wiki.class)
			.withPropertyValues("wsgi.mounts.blog=/wiki/")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'blog' and 'wiki' are both mounted at '/wiki'"));
	}

	@Test
	void aMountNamesNoBean() {
		this.contextRunner.withUserConfiguration(Blog.class)
			.withPropertyValues("wsgi.mounts.blgo=/")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("wsgi.mounts.blgo"));
	}

	@Test
	void aMountIsAPlainPath() {
		this.contextRunner.withUserConfiguration(Blog.class)
			.withPropertyValues("wsgi.path=/{name}")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'/{name}'"));
	}

	@Test
	void theMiddlewareOfTheLowestOrderIsOutermost() {
		this.contextRunner.withUserConfiguration(Inner.class, Outer.class, Blog.class)
			.run((context) -> assertThat(context.getBean(WsgiHandlerMapping.class).getApplications())
				.flatExtracting(MountedApplication::middleware)
				.containsExactly("outer", "inner"));
	}

	@Test
	void middlewareOfTheSameKindIsKeptApart() {
		this.contextRunner.withUserConfiguration(Blog.class)
			.withBean("first", Middleware.class, Middleware::identity)
			.withBean("second", Middleware.class, Middleware::identity)
			.run((context) -> assertThat(context.getBean(WsgiHandlerMapping.class).getApplications())
				.flatExtracting(MountedApplication::middleware)
				.containsExactlyInAnyOrder("first", "second"));
	}

	@Test
	void theFirstMiddlewareIsOutermost() throws Exception {
		StringBuilder calls = new StringBuilder();
		Middleware.of(List.of(named("a", calls), named("b", calls)))
			.then(named("c", calls))
			.wrap(MountTests::application)
			.call(new HashMap<>(), (status, headers, excInfo) -> (block) -> {
			});
		assertThat(calls).hasToString("abc");
	}

	private static Middleware named(String name, StringBuilder calls) {
		return (application) -> (environ, startResponse) -> {
			calls.append(name);
			return application.call(environ, startResponse);
		};
	}

	private static Iterable<byte[]> application(Object environ, Object startResponse) {
		return Body.empty();
	}

	private static ListAssert<String> assertThatMounts(ApplicationContext context) {
		return assertThat(context.getBean(WsgiHandlerMapping.class)
			.getApplications()
			.stream()
			.map((mounted) -> mounted.name() + " at " + mounted.path())
			.toList());
	}

	@Configuration(proxyBeanMethods = false)
	static class Blog {

		@Bean
		Application blog() {
			return MountTests::application;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Shop {

		@Bean
		Application shop() {
			return MountTests::application;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Wiki {

		@Bean
		@Mount("/wiki")
		Application wiki() {
			return MountTests::application;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Inner {

		@Bean
		@Order(2)
		Middleware inner() {
			return Middleware.identity();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Outer {

		@Bean
		@Order(1)
		Middleware outer() {
			return (application) -> application;
		}

	}

}
