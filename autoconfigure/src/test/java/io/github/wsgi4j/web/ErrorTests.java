package io.github.wsgi4j.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ErrorTests {

	private final Router router = Router.builder().get("/{status}", (request) -> {
		switch (request.path("status", Integer.class)) {
			case 0 -> throw new IOException("bug");
			case 1 -> throw new HttpException(409, "Taken already");
			case 2 -> throw new Own();
			case 3 -> request.query(Page.class);
			default -> throw new HttpException(request.path("status", Integer.class));
		}
		return Response.empty(204);
	}).build();

	record Page(int number, int size) {
	}

	private static final class Own extends HttpException {

		Own() {
			super(409, "own");
		}

	}

	private static Response page(HttpException exception, String name) {
		return Response.text(name + " " + exception.getMessage()).status(exception.status());
	}

	@Test
	void exceptionWithoutAMessageTellsThePhrase() {
		WsgiResponse response = WsgiClient.of(this.router).get("/410").send();
		assertThat(response.status()).isEqualTo("410 Gone");
		assertThat(response.text()).isEqualTo("Gone\n");
		assertThat(new HttpException(404)).hasMessage("Not Found");
		assertThatIllegalArgumentException().isThrownBy(() -> new HttpException(302));
	}

	@Test
	void headersOfAnExceptionAreThoseOfTheResponse() {
		WsgiResponse response = WsgiClient.of((Handler) (request) -> {
			throw new HttpException(429, "later",
					List.of(Header.of("Content-Type", "text/markdown"), Header.of("Retry-After", "1")), null);
		}).get("/").send();
		assertThat(response.headers("Content-Type")).containsExactly("text/markdown");
		assertThat(response.header("Retry-After")).isEqualTo("1");
		assertThat(response.header("Vary")).isEqualTo("Accept");
	}

	@Test
	void handlerOfAStatusThatIsNoErrorIsRefused() {
		RouterBuilder builder = Router.builder();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> builder.error(200, (exception, request) -> Response.empty(204)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> builder.error(600, (exception, request) -> Response.empty(204)));
	}

	@Test
	void statusHasAHandler() {
		WsgiClient client = WsgiClient.of(Router.builder()
			.mount("/", this.router)
			.error(404, (exception, request) -> page(exception, "page"))
			.error(409, (exception, request) -> page(exception, "conflict"))
			.error(Own.class, (exception, request) -> page(exception, "own"))
			.error(HttpException.class, (exception, request) -> page(exception, "any"))
			.build());
		assertThat(client.get("/404").send().text()).isEqualTo("page Not Found");
		assertThat(client.get("/none/none").send().text()).isEqualTo("page There is nothing at this path");
		assertThat(client.get("/1").send().text()).isEqualTo("conflict Taken already");
		assertThat(client.get("/2").send().text()).as("the class is more specific").isEqualTo("own own");
		assertThat(client.get("/410").send().text()).isEqualTo("any Gone");
		assertThat(client.get("/0").send().failure()).isInstanceOf(IOException.class);
	}

	@Test
	void handlerOf500AnswersWhatNothingElseDoes() {
		Router inner = Router.builder()
			.mount("/", this.router)
			.error(500,
					(exception, request) -> page(exception,
							"inner " + ((exception.getCause() != null) ? exception.getCause().getMessage() : "")))
			.build();
		WsgiClient client = WsgiClient.of(inner);
		assertThat(client.get("/0").send().text()).isEqualTo("inner bug Internal Server Error");
		assertThat(client.get("/500").send().text()).isEqualTo("inner  Internal Server Error");
		assertThat(client.get("/410").send().text()).isEqualTo("Gone\n");
		Router outer = Router.builder()
			.mount("/in", inner)
			.error(IOException.class, (exception, request) -> Response.text("outer"))
			.build();
		assertThat(WsgiClient.of(outer).get("/in/0").send().text()).as("the class comes first").isEqualTo("outer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/problem+json", "application/json, text/plain, */*",
			"text/html;q=0.5, application/vnd.x+json;q=0.6", "text/html;q=0, application/json;q=0.1" })
	void clientThatPrefersJsonGetsProblemDetails(String accept) {
		WsgiResponse response = WsgiClient.of(this.router).get("/1").header("Accept", accept).send();
		assertThat(response.status()).isEqualTo("409 Conflict");
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.header("Vary")).isEqualTo("Accept");
		assertThat(response.json()).isEqualTo(Map.of("title", "Conflict", "status", 409, "detail", "Taken already"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
			"text/plain, application/json", "application/json;q=0", "image/png", "" })
	void otherClientsGetText(String accept) {
		WsgiResponse response = WsgiClient.of(this.router).get("/1").header("Accept", accept).send();
		assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(response.text()).isEqualTo("Taken already\n");
	}

	@Test
	void problemDetailsHaveTheMistakesAndTheHeaders() {
		WsgiClient client = WsgiClient.of(this.router);
		WsgiResponse mistakes = client.get("/3?number=x").header("Accept", "application/json").send();
		assertThat(mistakes.json()).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("errors", Map.of("number", List.of("is malformed"), "size", List.of("is missing")));
		WsgiResponse bare = client.get("/410").header("Accept", "application/json").send();
		assertThat(bare.json()).isEqualTo(Map.of("title", "Gone", "status", 410));
		WsgiResponse method = client.post("/1").header("Accept", "application/json").send();
		assertThat(method.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
		assertThat(method.code()).isEqualTo(405);
	}

}
