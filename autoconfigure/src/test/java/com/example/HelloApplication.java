package com.example;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class HelloApplication {

	public static void main(String[] args) {
		SpringApplication.run(HelloApplication.class, args);
	}

	@Bean
	Application hello() {
		return (environ, startResponse) -> {
			startResponse.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
			return Body.text("Hello " + Environ.get(environ, Environ.PATH_INFO) + "\n");
		};
	}

}
