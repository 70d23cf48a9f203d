package io.github.wsgi4j.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.WsgiContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.wsgi4j.autoconfigure.support.FailedStart.analysis;
import static io.github.wsgi4j.autoconfigure.support.FailedStart.fail;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The properties under {@code wsgi.limits}.
 */
@OnOldestJava
@ExtendWith(OutputCaptureExtension.class)
class LimitsTests {

	private static final String[] MOUNTS = { "wsgi.mounts.blog=/blog", "wsgi.mounts.shop=/shop" };

	@Test
	void thereAreLimitsByDefault() {
		try (TestServer server = TestServer.start(Two.class, MOUNTS)) {
			assertThat(server.bean(WsgiContainer.class).settings().limits()).isEqualTo(ApplicationLimits.DEFAULT);
		}
	}

	@Test
	void anApplicationWithLimitsOfItsOwnHasTheOthersInCommon() {
		WsgiLimits limits = bind(Map.of("wsgi.limits.max-body-size", "1KB", "wsgi.limits.write-timeout", "5s",
				"wsgi.limits.applications.blog.max-body-size", "2KB", "wsgi.limits.applications.blog.response-timeout",
				"0", "wsgi.limits.applications.shop.read-timeout", "1s",
				"wsgi.limits.applications.shop.max-concurrent-requests", "2", "wsgi.limits.applications.shop.max-queue",
				"3", "wsgi.limits.applications.shop.send-buffer", "4KB", "wsgi.limits.applications.shop.write-timeout",
				"6s"));
		try (TestServer server = TestServer.start(Two.class, MOUNTS)) {
			Map<String, ApplicationLimits> resolved = limits
				.resolve(new ApplicationNames(server.context().getBeanFactory()));
			assertThat(resolved).containsOnly(
					Map.entry("blog",
							new ApplicationLimits(2048, Duration.ZERO, Duration.ofSeconds(30), 0, 1000, 256 * 1024,
									Duration.ofSeconds(5))),
					Map.entry("shop", new ApplicationLimits(1024, Duration.ofSeconds(60), Duration.ofSeconds(1), 2, 3,
							4096, Duration.ofSeconds(6))));
		}
	}

	@Test
	void aLimitOfOneApplicationIsNotThatOfAnother() {
		try (TestServer server = TestServer.start(TestServer.application(Two.class, MOUNTS)
			.properties("wsgi.limits.max-body-size=3B", "wsgi.limits.applications.blog.max-body-size=4B"))) {
			assertThat(server.postChunked("/blog", "four").statusCode()).isEqualTo(200);
			assertThat(server.postChunked("/blog", "fives").statusCode()).isEqualTo(413);
			assertThat(server.postChunked("/shop", "four").statusCode()).isEqualTo(413);
		}
	}

	@Test
	void aNameOfNoApplicationStopsTheStart(CapturedOutput output) {
		fail(One.class, "wsgi.limits.applications.blok.max-concurrent-requests=1");
		assertThat(analysis(output)).contains("wsgi.limits.applications.blok",
				"Replace 'blok' with the name of a bean: 'blog'");
	}

	@Test
	void aValueOutOfRangeStopsTheStart(CapturedOutput output) {
		fail(One.class, "wsgi.limits.applications.blog.send-buffer=0B");
		assertThat(analysis(output)).contains("wsgi.limits.applications.blog.send-buffer", "at least 1B");
	}

	private static WsgiLimits bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(new HashMap<>(properties))).bindOrCreate("wsgi.limits",
				WsgiLimits.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class One {

		@Bean
		Application blog() {
			return (environ, startResponse) -> {
				Environ.input(environ).readAllBytes();
				return new Echo("blog").call(environ, startResponse);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Two extends One {

		@Bean
		Application shop() {
			return blog();
		}

	}

}
