package com.example;

import java.util.Map;

import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CartTests {

	private final WsgiClient client = WsgiClient.of(new Cart().router)
		.with(SessionCookie.signedWith("0123456789abcdef0123456789abcdef"))
		.withCookies()
		.followingRedirects();

	@Test
	void showsTheCartAndTheMessageOnce() {
		assertThat(this.client.post("/cart").form(Map.of("item", "tea")).send().text())
			.isEqualTo("{tea=1} [It is in your cart.]");
		assertThat(this.client.get("/cart").send().text()).isEqualTo("{tea=1} []");
	}

}
