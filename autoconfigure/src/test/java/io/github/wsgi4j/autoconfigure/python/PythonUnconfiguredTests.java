package io.github.wsgi4j.autoconfigure.python;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where no Python application is configured, nothing of the room is loaded.
 */
@OnNewestJava
class PythonUnconfiguredTests {

	@Test
	void noClassIsLoadedAndNoThreadStarted() throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(PythonUnconfiguredTests::url)
			.toArray(URL[]::new);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (LoggedClasses classLoader = new LoggedClasses(classPath)) {
			Thread.currentThread().setContextClassLoader(classLoader);
			Method answer = classLoader.loadClass(Hello.class.getName()).getDeclaredMethod("answer");
			answer.setAccessible(true);
			assertThat(answer.invoke(null)).isEqualTo("hello::/x");
			assertThat(classLoader.loaded).contains("io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration")
				.noneMatch((name) -> name.startsWith("io.github.wsgi4j.python.")
						|| name.startsWith("io.github.wsgi4j.fastcgi."));
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("wsgi-python") || name.startsWith("wsgi-gateway"));
	}

	private static URL url(String path) {
		try {
			return Path.of(path).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static final class LoggedClasses extends URLClassLoader {

		private final List<String> loaded = new CopyOnWriteArrayList<>();

		LoggedClasses(URL[] classPath) {
			super(classPath, ClassLoader.getPlatformClassLoader());
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			this.loaded.add(name);
			return super.findClass(name);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hello {

		@Bean
		Echo hello() {
			return new Echo("hello");
		}

		static String answer() throws IOException {
			try (TestServer server = TestServer
				.start(TestServer.application(Hello.class, "management.endpoints.web.exposure.include=*")
					.registerShutdownHook(false))) {
				server.get("/actuator/wsgi");
				server.get("/actuator/health");
				return server.get("/x").body();
			}
		}

	}

}
