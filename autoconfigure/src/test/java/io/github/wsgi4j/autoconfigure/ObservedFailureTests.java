package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The observation of a call that fails before there is a response. It ends about when the
 * error page is sent, whose status it may know or not.
 */
@OnOldestJava
class ObservedFailureTests {

	@Test
	void hasNoStatusThatNobodyHasSent() {
		try (TestServer server = TestServer.start(Failing.class)) {
			assertThat(server.get("/").statusCode()).isEqualTo(500);
			TestObservationRegistry registry = server.bean(TestObservationRegistry.class);
			Awaitility.await()
				.atMost(TestServer.TIMEOUT)
				.untilAsserted(() -> TestObservationRegistryAssert.assertThat(registry)
					.hasObservationWithNameEqualTo("wsgi.application")
					.that()
					.hasBeenStopped());
			TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo("wsgi.application")
				.that()
				.hasLowCardinalityKeyValue("exception", "IllegalStateException")
				.hasLowCardinalityKeyValueWithKey("status")
				.doesNotHaveLowCardinalityKeyValue("status", "200");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Failing {

		@Bean
		TestObservationRegistry testObservationRegistry() {
			return TestObservationRegistry.create();
		}

		@Bean
		Application application() {
			return (environ, startResponse) -> {
				throw new IllegalStateException("failed on purpose");
			};
		}

	}

}
