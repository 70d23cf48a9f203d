package io.github.wsgi4j.fastcgi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.container.support.ServerProcess;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The site that runs on each of two hosts: a shop with sessions. It ends with its
 * standard input.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = {
		"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration" })
class HostApplication {

	public static void main(String[] args) throws IOException {
		try (ConfigurableApplicationContext context = SpringApplication.run(HostApplication.class, args)) {
			System.out
				.println(ServerProcess.PORT + ((ReactiveWebServerApplicationContext) context).getWebServer().getPort());
			System.in.transferTo(OutputStream.nullOutputStream());
		}
	}

	@Bean
	Application accounts() {
		return Router.builder().post("/login/{user}", (request) -> {
			request.session().renew();
			request.session().set("user", request.path("user"));
			request.session().flash("Welcome");
			return Response.text("in");
		}).post("/cart/{item}", (request) -> {
			Map<String, Integer> cart = request.session().map("cart", Integer.class);
			cart.merge(request.path("item"), 1, Integer::sum);
			request.session().set("cart", cart);
			return Response.text("put");
		}).post("/logout", (request) -> {
			request.session().invalidate();
			return Response.text("out");
		}).get("/me", (request) -> {
			Session session = request.session();
			return Response
				.text(session.get("user") + " " + session.map("cart", Integer.class) + " " + session.flashes());
		}).build();
	}

}
