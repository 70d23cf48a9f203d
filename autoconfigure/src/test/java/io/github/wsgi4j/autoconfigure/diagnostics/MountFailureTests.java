package io.github.wsgi4j.autoconfigure.diagnostics;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.OneApplication;
import io.github.wsgi4j.container.Mount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.wsgi4j.autoconfigure.support.FailedStart.analysis;
import static io.github.wsgi4j.autoconfigure.support.FailedStart.fail;
import static org.assertj.core.api.Assertions.assertThat;

@OnNewestJava
@ExtendWith(OutputCaptureExtension.class)
class MountFailureTests {

	@Test
	void severalWithoutMounts(CapturedOutput output) {
		fail(Two.class);
		assertThat(analysis(output)).contains("'blogApp'", "'shop'", "wsgi.mounts.blogApp=/", "wsgi.mounts.shop=/",
				"@Mount(\"/");
	}

	@Test
	void oneWithoutAMount(CapturedOutput output) {
		fail(Two.class, "wsgi.mounts.shop=/shop");
		assertThat(analysis(output)).contains("'blogApp'", "wsgi.mounts.blogApp=/", "@Mount(\"/")
			.doesNotContain("wsgi.mounts.shop=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wsgi.python.applications.shop.directory=.",
			"wsgi.fastcgi.applications.shop.servers=unix:/run/shop.sock" })
	void anApplicationThatPropertiesHaveMadeHasNoMethodToAnnotate(String property, CapturedOutput output) {
		fail(OneApplication.class, property);
		assertThat(analysis(output)).contains(
				"Set 'wsgi.mounts.blogApp=/blogapp', or annotate the bean method 'blogApp' with @Mount(\"/blogapp\").")
			.containsPattern("Set 'wsgi\\.mounts\\.shop=/shop'\\.\\s");
	}

	@Test
	void twoAtOnePath(CapturedOutput output) {
		fail(Two.class, "wsgi.mounts.shop=/same", "wsgi.mounts.blogApp=/same/");
		assertThat(analysis(output)).contains("'blogApp'", "'shop'", "/same", "wsgi.mounts.blogApp",
				"wsgi.mounts.shop");
	}

	@Test
	void twoAtTheRoot(CapturedOutput output) {
		fail(Two.class, "wsgi.mounts.shop=/", "wsgi.mounts.blogApp=/");
		assertThat(analysis(output)).contains("'blogApp'", "'shop'", "'/'");
	}

	@Test
	void unknownName(CapturedOutput output) {
		fail(Two.class, "wsgi.mounts.shop=/shop", "wsgi.mounts.blogApp=/blog", "wsgi.mounts.blok=/blog");
		assertThat(analysis(output)).contains("wsgi.mounts.blok", "'blogApp'", "'shop'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wsgi.mounts.blogApp", "wsgi.mounts.blog-app", "wsgi.mounts[blogApp]" })
	void mountWithoutAnyApplication(String property, CapturedOutput output) {
		fail(None.class, property + "=/blog");
		assertThat(analysis(output)).contains("wsgi.mounts.blog", Application.class.getName(), "Define a bean 'blog",
				"or remove the property");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wsgi.mounts.blogApp", "wsgi.path" })
	void noLeadingSlash(String property, CapturedOutput output) {
		fail(OneApplication.class, property + "=blog");
		assertThat(analysis(output)).contains(property, "'blog'", "'/blog'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wsgi.mounts.blogApp", "wsgi.path" })
	void wildcard(String property, CapturedOutput output) {
		fail(OneApplication.class, property + "=/blog/**");
		assertThat(analysis(output)).contains(property, "'/blog/**'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/blog/../shop", "/./blog", "/blog/..", "/blog//one", "//", "/blog;v=1" })
	void pathThatNoBrowserAsksFor(String path, CapturedOutput output) {
		fail(OneApplication.class, "wsgi.mounts.blogApp=" + path);
		assertThat(analysis(output)).contains("wsgi.mounts.blogApp", "'" + path + "' ", "is not a plain path");
	}

	@Test
	void annotationWithoutLeadingSlash(CapturedOutput output) {
		fail(AnnotatedWithoutSlash.class);
		assertThat(analysis(output)).contains("@Mount", "'blogApp'", "'blog'", "'/blog'");
	}

	@Test
	void annotationWithAWildcard(CapturedOutput output) {
		fail(AnnotatedWithAWildcard.class);
		assertThat(analysis(output)).contains("@Mount", "'blogApp'", "'/blog/{id}'");
	}

	@Test
	void emptyPath(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.path=");
		assertThat(analysis(output)).contains("wsgi.path", "'/'");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class None {

	}

	@Configuration(proxyBeanMethods = false)
	static class Two extends OneApplication {

		@Bean
		Application shop() {
			return new Echo("shop");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class AnnotatedWithoutSlash {

		@Bean
		@Mount("blog")
		Application blogApp() {
			return new Echo("blogApp");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class AnnotatedWithAWildcard {

		@Bean
		@Mount("/blog/{id}")
		Application blogApp() {
			return new Echo("blogApp");
		}

	}

}
