package com.example;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;

import org.springframework.context.annotation.Bean;

/**
 * The last successor of docs/shadows.md.
 */
public class ShopPages {

	@Bean
	Application pages() {
		return Router.builder()
			.get("/", (request) -> Response.html("Welcome to the shop\n"))
			.get("/about", (request) -> Response.html("Open since 2011\n"))
			.build();
	}

}
