package com.example;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;

import org.springframework.context.annotation.Bean;

/**
 * The first successor of docs/shadows.md.
 */
public class ShopItems {

	@Bean
	Application items() {
		return Router.builder().get("/{number}", (request) -> item(request.path("number", Long.class))).build();
	}

	private static Response item(long number) {
		return Response
			.json(Map.of("number", number, "name", "Item " + number, "served", System.currentTimeMillis() / 1000.0));
	}

}
