package io.github.wsgi4j.autoconfigure.middleware;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.middleware.security.Csrf;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;
import org.junit.jupiter.api.Test;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.mock.web.server.MockWebSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The values of a session that Spring keeps.
 */
class SpringSessionTests {

	private final MockWebSession stored = new MockWebSession();

	private final WsgiClient client = WsgiClient.of(Router.builder().post("/cart/{item}", (request) -> {
		Map<String, Integer> cart = request.session().map("cart", Integer.class);
		cart.merge(request.path("item"), 1, Integer::sum);
		request.session().set("cart", cart);
		request.session().set("tags", List.of("a", List.of(0.5, true)));
		request.session().flash("There is more in your cart");
		return Response.redirect("/cart");
	})
		.get("/cart",
				(request) -> Response
					.text(request.session().flashes() + " " + request.session().map("cart", Integer.class)))
		.build()).with((application) -> {
			MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
			return (environ, startResponse) -> {
				exchange.getAttributes().put(SpringSession.ATTRIBUTE, new SpringSession(this.stored));
				environ.put(Environ.EXCHANGE, exchange);
				return new WebSessions().wrap(application).call(environ, startResponse);
			};
		}).followingRedirects();

	@Test
	void valuesAndMessagesComeBack() {
		this.client.post("/cart/tea").send();
		assertThat(this.client.post("/cart/tea").send().text()).isEqualTo("[There is more in your cart] {tea=2}");
		assertThat(this.client.get("/cart").send().text()).isEqualTo("[] {tea=2}");
	}

	@Test
	void theStoreHasTypesOfTheJdkThatCanBeSerialized() throws IOException {
		this.client.post("/cart/tea").send();
		Map<String, Object> attributes = this.stored.getAttributes();
		assertThat(attributes.get("cart")).isInstanceOf(LinkedHashMap.class).isEqualTo(Map.of("tea", 1));
		assertThat(attributes.get("tags")).isInstanceOf(ArrayList.class);
		try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
			out.writeObject(new LinkedHashMap<>(attributes));
		}
	}

	@Test
	void aRenewedSessionHasItsValuesAndNoToken() {
		SpringSession session = new SpringSession(this.stored);
		session.set("user", "ada");
		session.set(Csrf.SECRET, "known");
		session.renew();
		assertThat(session.names()).containsExactly("user");
	}

	@Test
	void attributesOfControllersAreThereIfASessionCouldHaveThem() {
		this.stored.getAttributes().put("user", Instant.EPOCH);
		this.stored.getAttributes().put("count", 3L);
		SpringSession session = new SpringSession(this.stored);
		assertThat(session.names()).containsExactly("count");
		assertThat(session.get("count", Integer.class)).isEqualTo(3);
		assertThat(session.get("user")).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> session.set("user", Instant.EPOCH))
			.withMessageContaining("java.time.Instant");
	}

}
