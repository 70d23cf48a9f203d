package io.github.wsgi4j.test.slice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A configuration that a scan finds.
 */
@Configuration(proxyBeanMethods = false)
class Other {

	@Bean
	Expensive another() {
		return new Expensive();
	}

}
