package io.github.wsgi4j.test.slice;

import io.github.wsgi4j.autoconfigure.middleware.WsgiSecurityMiddlewareAutoConfiguration;
import io.github.wsgi4j.test.WsgiTest;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class SlicePropertyTests {

	@Test
	void unknownPropertyStopsTheStart() {
		assertThatException().isThrownBy(() -> start(Misspelled.class))
			.havingRootCause()
			.withMessageContaining("'wsgi.limits.max-boddy-size'");
	}

	@Test
	void propertiesOfAnExcludedAutoConfigurationPass() throws Exception {
		start(Excluding.class);
	}

	private static void start(Class<?> test) {
		assertThat(new TestContextManager(test).getTestContext().getApplicationContext()).isNotNull();
	}

	@WsgiTest(properties = "wsgi.limits.max-boddy-size=1KB")
	static class Misspelled {

	}

	@WsgiTest(properties = "wsgi.middleware.csrf.enabled=true",
			excludeAutoConfiguration = WsgiSecurityMiddlewareAutoConfiguration.class)
	static class Excluding {

	}

}
