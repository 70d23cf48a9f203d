package io.github.wsgi4j.container.execution;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.TestBody;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.ActiveRequest;
import io.github.wsgi4j.container.RequestListener;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of requests for which the system has no thread for a moment, as in a
 * container that may have no more of them.
 */
@Timeout(120)
class ThreadShortageTests {

	@Test
	void oneThatCannotBeginIsRefused() throws IOException {
		try (TestServer server = start(1); Socket socket = server.open("/short")) {
			assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 503");
			assertThat(server.get("/short").body()).isEqualTo("block");
		}
	}

	@Test
	void oneThatCannotGoOnIsBrokenOff() throws IOException {
		try (TestServer server = start(2); Socket socket = server.open("/endless")) {
			assertThat(socket.getInputStream().transferTo(OutputStream.nullOutputStream())).isPositive();
			awaitClosed(server, 1);
			assertThat(server.get("/short").body()).isEqualTo("block");
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void oneThatHasWaitedForAnotherIsRefusedAndObserved(CapturedOutput output)
			throws IOException, InterruptedException {
		try (TestServer server = start(2); Socket held = server.open("/held")) {
			server.bean(Held.class).called().await();
			try (Socket waiting = server.open("/short")) {
				Awaitility.await().untilAtomic(server.bean(Held.class).accepted(), Matchers.is(2));
				server.bean(Held.class).mayReturn().countDown();
				assertThat(held.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
				assertThat(waiting.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 503");
			}
			awaitClosed(server, 1);
			assertThat(server.get("/short").body()).isEqualTo("block");
			TestObservationRegistryAssert.assertThat(server.bean(TestObservationRegistry.class))
				.hasAnObservation((observation) -> observation.hasNameEqualTo("wsgi.application")
					.hasLowCardinalityKeyValue("exception", "UnavailableException"));
			assertThat(output).doesNotContain("could not be observed");
		}
	}

	private static void awaitClosed(TestServer server, int bodies) {
		Awaitility.await().untilAtomic(server.bean(AtomicInteger.class), Matchers.is(bodies));
	}

	private static TestServer start(int failing) {
		return TestServer.start(TestServer.application(Scarce.class, "test.failing=" + failing)
			.properties("wsgi.execution.mode=platform", "wsgi.limits.max-concurrent-requests=1"));
	}

	record Held(CountDownLatch called, CountDownLatch mayReturn, AtomicInteger accepted) implements RequestListener {

		@Override
		public void accepted(ActiveRequest request) {
			this.accepted.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Scarce {

		@Bean
		TestObservationRegistry observations() {
			return TestObservationRegistry.create();
		}

		@Bean
		AtomicInteger closed() {
			return new AtomicInteger();
		}

		@Bean
		Held held() {
			return new Held(new CountDownLatch(1), new CountDownLatch(1), new AtomicInteger());
		}

		@Bean
		ThreadPoolTaskExecutorCustomizer threads(Environment environment) {
			int failing = environment.getRequiredProperty("test.failing", Integer.class);
			AtomicInteger threads = new AtomicInteger();
			return (executor) -> {
				// Spring Boot has a pool of its own, whose threads do not count.
				if (executor.getThreadNamePrefix().startsWith("wsgi-")) {
					// Not in start(), which newer pools do not call.
					executor.setThreadFactory((task) -> {
						if (threads.incrementAndGet() == failing) {
							throw new OutOfMemoryError("unable to create native thread");
						}
						return new Thread(task);
					});
				}
			};
		}

		@Bean
		Application application(AtomicInteger closed, Held held) {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				boolean endless = "/endless".equals(environ.get("PATH_INFO"));
				if ("/held".equals(environ.get("PATH_INFO"))) {
					held.called().countDown();
					held.mayReturn().await();
				}
				return new TestBody(endless ? Integer.MAX_VALUE : 1,
						(index) -> endless ? "block".repeat(10000) : "block", closed::incrementAndGet);
			};
		}

	}

}
