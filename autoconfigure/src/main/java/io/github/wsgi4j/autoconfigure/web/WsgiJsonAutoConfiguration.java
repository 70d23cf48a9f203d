package io.github.wsgi4j.autoconfigure.web;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.web.JacksonJson;
import io.github.wsgi4j.web.Json;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@link Json} that Spring Boot's Jackson reads and writes.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class, before = WsgiWebAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnBean({ JsonMapper.class, WsgiHandlerMapping.class })
public final class WsgiJsonAutoConfiguration {

	WsgiJsonAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(Json.class)
	JacksonJson wsgiJson(JsonMapper mapper) {
		return new JacksonJson(mapper);
	}

}
