package io.github.wsgi4j.test.slice;

import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@WsgiTest(properties = { "wsgi.environ.deployer.stage=test", "wsgi.validate=fail" })
class SliceTests {

	@Autowired
	private WsgiClient client;

	@Autowired
	private WebTestClient webClient;

	@Autowired
	private ApplicationContext context;

	@Test
	void clientCallsAllThatIsMountedBehindItsMiddlewareInOrder() {
		assertThat(this.client.get("/x").send().text()).isEqualTo("site  /x outer,inner test null");
		assertThat(this.client.get("/shop/x").send().text()).isEqualTo("shop /shop /x outer,inner test null");
	}

	@Test
	void middlewareIsToldTheNameOfTheApplication() {
		assertThat(this.client.get("/x").send().environ()).containsEntry("asked", "site");
		assertThat(this.client.get("/shop/x").send().environ()).containsEntry("asked", "shop");
	}

	@Test
	void webTestClientCallsThemThroughTheContainer() {
		this.webClient.get()
			.uri("/x")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentLength("site  /x outer,inner test GET".length())
			.expectBody(String.class)
			.isEqualTo("site  /x outer,inner test GET");
		this.webClient.post()
			.uri("/shop/x")
			.bodyValue("body")
			.exchange()
			.expectBody(String.class)
			.isEqualTo("shop /shop /x outer,inner test POST");
	}

	@Test
	void nothingElseIsLoadedAndNoServerRuns() {
		assertThat(this.context.getBeansOfType(Expensive.class)).isEmpty();
		assertThat(this.context).isNotInstanceOf(ReactiveWebServerApplicationContext.class);
	}

}
