package io.github.wsgi4j.autoconfigure.support;

import io.github.wsgi4j.Application;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A Spring Boot application with one WSGI application, the bean {@code blogApp}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class OneApplication {

	@Bean
	Application blogApp() {
		return new Echo("blogApp");
	}

}
