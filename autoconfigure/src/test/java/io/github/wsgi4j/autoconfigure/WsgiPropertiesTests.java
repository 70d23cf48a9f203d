package io.github.wsgi4j.autoconfigure;

import java.util.Map;

import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class WsgiPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "wsgi.execution.platform.threads, 0", "wsgi.execution.platform.queue-capacity, -1",
			"wsgi.execution.platform.retry-after, -1s", "wsgi.request.buffer-size, -1B",
			"wsgi.request.buffer-size, 2GB", "wsgi.limits.max-body-size, -1B", "wsgi.limits.response-timeout, -1s",
			"wsgi.limits.read-timeout, -1s", "wsgi.limits.write-timeout, -1s",
			"wsgi.limits.max-concurrent-requests, -1", "wsgi.limits.max-queue, -1", "wsgi.limits.send-buffer, 0B",
			"wsgi.limits.send-buffer, 2GB", "wsgi.limits.applications.blog.max-queue, -1", "wsgi.validate-sample, -0.1",
			"wsgi.validate-sample, 1.1", "wsgi.validate-sample, NaN" })
	void aValueOutOfRangeIsRefusedWithItsName(String name, String value) {
		assertThatException().isThrownBy(() -> bind(name, value))
			.havingRootCause()
			.isInstanceOf(RefusedValueException.class)
			.withMessageContaining(name)
			.withMessageContaining("It must be");
	}

	@Test
	void anEmptyPoolQueueIsAllowed() {
		assertThat(bind("wsgi.execution.platform.queue-capacity", "0").execution().platform().queueCapacity()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "off, OFF", "false, OFF", "warn, WARN", "fail, FAIL" })
	void validationIsOffInYamlToo(String value, ValidationMode mode) {
		assertThat(bind("wsgi.validate", value).validate()).isEqualTo(mode);
	}

	@Test
	void anotherKindOfValidationIsRefused() {
		assertThatException().isThrownBy(() -> bind("wsgi.validate", "strictly"))
			.withMessageContaining("wsgi.validate");
	}

	private static WsgiProperties bind(String name, String value) {
		return new Binder(new MapConfigurationPropertySource(Map.of(name, value))).bindOrCreate("wsgi",
				WsgiProperties.class);
	}

}
