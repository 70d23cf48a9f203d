package io.github.wsgi4j.container.execution;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestBody;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of requests whose threads a {@link TaskDecorator} fails to decorate, as
 * one does that expects a request of Spring MVC.
 */
@OnNewestJava
class FailingDecoratorTests {

	@ParameterizedTest
	@ValueSource(strings = { "wsgi.execution.platform.queue-capacity=0", "wsgi.limits.max-concurrent-requests=1" })
	void takeNoPlace(String limit) {
		try (TestServer server = start(1, "platform", "wsgi.execution.platform.threads=1", limit)) {
			assertThat(server.get("/short").statusCode()).isEqualTo(500);
			assertThat(server.get("/short").body()).isEqualTo("block");
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void areNotCalledWithoutTheirDecorationOnAVirtualThread() {
		try (TestServer server = start(1, "virtual")) {
			assertThat(server.get("/short").statusCode()).isEqualTo(500);
			assertThat(server.get("/short").body()).isEqualTo("block");
		}
	}

	@Test
	void areBrokenOffWhereTheyCannotGoOn() throws IOException {
		try (TestServer server = start(2, "platform", "wsgi.limits.max-concurrent-requests=1");
				Socket socket = server.open("/endless")) {
			assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
			Awaitility.await().atMost(TestServer.TIMEOUT).untilAtomic(server.bean(AtomicInteger.class), Matchers.is(1));
			assertThat(server.get("/short").body()).isEqualTo("block");
		}
	}

	private static TestServer start(int failing, String mode, String... properties) {
		return TestServer
			.start(TestServer.application(Decorated.class, "test.failing=" + failing, "wsgi.execution.mode=" + mode)
				.properties(properties));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Decorated {

		@Bean
		AtomicInteger closed() {
			return new AtomicInteger();
		}

		@Bean
		TaskDecorator decorator(Environment environment) {
			int failing = environment.getRequiredProperty("test.failing", Integer.class);
			AtomicInteger tasks = new AtomicInteger();
			return (task) -> {
				if (tasks.incrementAndGet() == failing) {
					throw new IllegalStateException("This failure belongs to the test");
				}
				return task;
			};
		}

		@Bean
		Application application(AtomicInteger closed) {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				boolean endless = "/endless".equals(environ.get("PATH_INFO"));
				return new TestBody(endless ? Integer.MAX_VALUE : 1,
						(index) -> endless ? "block".repeat(10000) : "block",
						endless ? closed::incrementAndGet : () -> {
						});
			};
		}

	}

}
