package com.example;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.middleware.security.Csrf;
import io.github.wsgi4j.middleware.security.CsrfRefusal;
import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import io.github.wsgi4j.web.Limits;
import io.github.wsgi4j.web.MultipartForm;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The repeated field and the running server of docs/testing.md, the refusal of
 * docs/middleware.md, and the limits of docs/limits.md.
 */
class BasketTests {

	private final WsgiClient client = WsgiClient.of(Router.builder()
		.post("/basket", (request) -> Response.json(Map.of("items", request.form().all("item"))))
		.build());

	@Test
	void takesSeveralItems() {
		WsgiResponse response = this.client.post("/basket").field("item", "tea").field("item", "milk").send();
		assertThat(response.json()).isEqualTo(Map.of("items", List.of("tea", "milk")));
	}

	@Test
	void clientOfAServerIsMadeWithoutIt() throws NoSuchAlgorithmException {
		assertThat(secure(SSLContext.getDefault()).get("/basket")).isNotNull();
	}

	@Test
	void refusalIsAnApplication() {
		Application page = tryAgain()::call;
		assertThat(WsgiClient.of(page).get("/").send().code()).isEqualTo(403);
	}

	@Test
	void limitsAndHeadersAreThoseOfTheDocumentation() {
		assertThat(limits().uploadBytes()).isEqualTo(50 * 1024 * 1024);
		WsgiClient client = WsgiClient.of(new NoSniffAnywhere().wrap(tryAgain()::call));
		assertThat(client.get("/").send().header("X-Content-Type-Options")).isEqualTo("nosniff");
	}

	@Test
	void apiNeedsNoToken() {
		Application basket = csrf().wrap(Response.text("full"));
		WsgiClient site = WsgiClient.of(SessionCookie.signedWith("0123456789abcdef0123456789abcdef").wrap(basket));
		assertThat(site.post("/basket").send().code()).isEqualTo(403);
		WsgiClient api = site.environ((environ) -> environ.variable(Environ.APPLICATION, "api"));
		assertThat(api.post("/basket").send().code()).isEqualTo(200);
	}

	private static WsgiClient secure(SSLContext trusting) {
		HttpClient http = HttpClient.newBuilder().sslContext(trusting).build();
		WsgiClient client = WsgiClient.of(URI.create("https://localhost:8443"), http);
		return client;
	}

	@Bean
	Limits limits() {
		return Limits.defaults().withUploads(50 << 20, 60 << 20, 256 << 10);
	}

	@Bean
	CsrfRefusal tryAgain() {
		return Response.html("<p>Please load the page again.</p>").status(403)::call;
	}

	@Bean
	Csrf csrf() {
		return new Csrf().multipart(MultipartForm::first)
			.except((environ) -> "api".equals(environ.get(Environ.APPLICATION)));
	}

}
