package io.github.wsgi4j.demo;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.container.Mount;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * A Spring Boot application that answers HTTP with two WSGI applications behind two
 * middleware.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class DemoApplication {

	/**
	 * Starts the demo.
	 * @param args the command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(DemoApplication.class, args);
	}

	@Bean
	@Mount("/")
	Application site() {
		return new Site();
	}

	@Bean
	@Mount("/shout")
	Application shout() {
		return new Shout();
	}

	@Bean
	@Order(1)
	Middleware requestId() {
		return new RequestId();
	}

	@Bean
	@Order(2)
	Middleware poweredBy() {
		return new PoweredBy();
	}

}
