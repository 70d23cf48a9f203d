package com.example;

import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginTests {

	private final WsgiClient client = WsgiClient.of(new Login())
		.with(SessionCookie.signedWith("0123456789abcdef0123456789abcdef"));

	@Test
	void remembersWhoLoggedIn() {
		String cookie = this.client.get("/?me").send().header("Set-Cookie");
		assertThat(this.client.get("/").header("Cookie", cookie).send().text()).isEqualTo("Hello me");
	}

}
