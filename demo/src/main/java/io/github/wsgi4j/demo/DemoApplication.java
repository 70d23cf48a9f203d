package io.github.wsgi4j.demo;

import java.io.IOException;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.container.Mount;
import io.micrometer.core.instrument.MeterRegistry;
import org.thymeleaf.ITemplateEngine;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * A Spring Boot application that answers HTTP with two WSGI applications in Java and one
 * in Python, behind a middleware of its own and those that {@code application.yml} takes
 * from the shelf.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class DemoApplication {

	/**
	 * Starts the demo.
	 * @param args the command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(DemoApplication.class);
		application.addInitializers(new PythonFiles());
		application.run(args);
	}

	@Bean
	Notes notes() throws IOException {
		return new Notes();
	}

	@Bean
	Traffic traffic(MeterRegistry meters) {
		return new Traffic(meters);
	}

	@Bean
	ServerPage serverPage(WebEndpointsSupplier endpoints, MeterRegistry meters, Traffic traffic, JsonMapper json,
			ITemplateEngine templates) {
		return new ServerPage(endpoints, meters, traffic, json, templates);
	}

	@Bean
	@Mount("/")
	Application site(Notes notes, ServerPage server) {
		return new Site(notes, server).router();
	}

	@Bean
	@Mount("/shout")
	Application shout() {
		return new Shout();
	}

	@Bean
	@Order(1)
	Middleware poweredBy() {
		return new PoweredBy();
	}

}
