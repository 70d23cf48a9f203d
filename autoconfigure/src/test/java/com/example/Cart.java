package com.example;

import java.io.IOException;
import java.util.Map;

import io.github.wsgi4j.Session;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;

/**
 * The session of a handler in README.md.
 */
class Cart {

	final Router router = Router.builder().post("/cart", this::add).get("/cart", this::show).build();

	private Response add(Request request) throws IOException {
		Session session = request.session();
		Map<String, Integer> cart = session.map("cart", Integer.class);
		cart.merge(request.form("item"), 1, Integer::sum);
		session.set("cart", cart);
		session.flash("It is in your cart.");
		return Response.redirect("/cart");
	}

	private Response show(Request request) {
		Session session = request.session();
		return Response.text(session.map("cart", Integer.class) + " " + session.flashes());
	}

}
