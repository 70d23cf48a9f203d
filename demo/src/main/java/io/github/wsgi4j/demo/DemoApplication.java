package io.github.wsgi4j.demo;

import java.io.IOException;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.container.Mount;

import org.springframework.boot.SpringApplication;
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
	@Mount("/")
	Application site(Notes notes) {
		return new Site(notes).router();
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
