package io.github.wsgi4j.web;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Session;
import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a handler keeps of a client, in a cookie.
 */
class RequestSessionTests {

	private final Router router = Router.builder().post("/cart/{item}", (request) -> {
		Map<String, Integer> cart = request.session().map("cart", Integer.class);
		cart.merge(request.path("item"), 1, Integer::sum);
		request.session().set("cart", cart);
		request.session().flash(request.path("item") + " is in your cart");
		return Response.redirect("/moved");
	})
		.get("/moved", (request) -> Response.redirect("/cart"))
		.get("/cart",
				(request) -> Response
					.text(request.session().flashes() + " " + request.session().get("cart", Map.class)))
		.get("/errors", (request) -> {
			Session session = request.session();
			session.flash("error", "zero");
			session.flash("saved");
			String all = session.flashesByKind() + " " + session.flashesByKind();
			session.flash("error", "one");
			session.flash("error", "two");
			return Response.text(all + " " + session.flashes() + " " + session.flashes("error") + " "
					+ session.flashes("error") + " " + session.names());
		})
		.build();

	private final WsgiClient client = WsgiClient.of(this.router)
		.with(SessionCookie.signedWith("0123456789abcdef0123456789abcdef"))
		.withCookies();

	@Test
	void aMessageIsThereForTheNextPageBehindAllRedirections() {
		assertThat(this.client.followingRedirects().post("/cart/tea").send().text())
			.isEqualTo("[tea is in your cart] {tea=1}");
		assertThat(this.client.get("/cart").send().text()).isEqualTo("[] {tea=1}");
	}

	@Test
	void messagesAddUpUntilTheyAreTaken() {
		this.client.post("/cart/tea").send();
		this.client.post("/cart/tea").send();
		assertThat(this.client.get("/cart").send().text())
			.isEqualTo("[tea is in your cart, tea is in your cart] {tea=2}");
	}

	@Test
	void messagesHaveKinds() {
		assertThat(this.client.get("/errors").send().text())
			.isEqualTo("{=[saved], error=[zero]} {} [] [one, two] [] []");
		assertThat(this.client.get("/errors").send().headers("Set-Cookie")).isEqualTo(List.of());
	}

	@Test
	void withoutAMiddlewareTheErrorSaysWhatToDo() {
		assertThat(WsgiClient.of(this.router).get("/cart").send().failure()).hasMessageContaining("SessionCookie")
			.hasMessageContaining("wsgi.middleware.session.enabled");
	}

}
