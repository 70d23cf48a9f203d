package io.github.wsgi4j.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.Environ;
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

	// A forgotten return is to be found by the log alone.
	@Test
	void aHandlerThatReturnsNothingIsNamedByItsRequest() {
		Router forgetful = Router.builder().get("/items/{id}", (request) -> null).build();
		assertThat(WsgiClient.of(forgetful).withoutValidation().get("/items/7").send().failure())
			.hasMessage("The handler of GET /items/7 has returned null");
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
	void causeThatAPageHidesIsLogged() {
		WsgiClient client = WsgiClient.of(Router.builder().mount("/", this.router).get("/cause/{status}", (request) -> {
			throw new HttpException(request.path("status", Integer.class), "x", List.of(), new IOException("cause"));
		}).get("/known", (request) -> {
			throw new IllegalStateException("known");
		})
			.error(500, (exception, request) -> page(exception, "sorry"))
			.error(IllegalStateException.class, (exception, request) -> Response.text("known"))
			.build());
		WsgiResponse bug = client.get("/0").send();
		assertThat(bug.text()).isEqualTo("sorry Internal Server Error");
		assertThat(bug.errors()).startsWith("java.io.IOException: bug\n").contains("\tat ");
		assertThat(client.get("/cause/500").send().errors()).startsWith("java.io.IOException: cause\n");
		assertThat(client.get("/cause/503").send().errors()).startsWith("java.io.IOException: cause\n");
		assertThat(client.get("/cause/400").send().errors()).as("the client's fault").isEmpty();
		assertThat(client.get("/503").send().errors()).as("nothing is hidden").isEmpty();
		assertThat(client.get("/known").send().errors()).as("it has a handler of its own").isEmpty();
	}

	@Test
	void headersThatAStatusDemandsAreOnThePageOfAHandler() {
		HttpException login = new HttpException(401, "x",
				List.of(Header.of("WWW-Authenticate", "Basic"), Header.of("Content-Type", "text/own")), null);
		WsgiClient client = WsgiClient
			.of(Router.builder().get("/", (request) -> Response.text("x")).get("/login", (request) -> {
				throw login;
			})
				.error(405,
						(exception, request) -> request.query().has("own") ? Response.empty(405).header("allow", "none")
								: Response.html("no").status(405))
				.error(401,
						(exception, request) -> request.query().has("form") ? Response.redirect("/form")
								: Response.async(CompletableFuture.completedStage(Response.empty(401))))
				.build());
		assertThat(client.post("/").send().headers("Allow")).containsExactly("GET, HEAD, OPTIONS");
		assertThat(client.post("/?own").send().headers("Allow")).containsExactly("none");
		WsgiResponse refused = client.get("/login").send();
		assertThat(refused.headers("WWW-Authenticate")).containsExactly("Basic");
		assertThat(refused.headers("Content-Type")).as("that of its own text").isEmpty();
		assertThat(client.get("/login?form").send().headers("WWW-Authenticate")).isEmpty();
	}

	@Test
	void pathIsTheOneBelowTheRouterThatAnswers() {
		Router inner = Router.builder()
			.get("/", (request) -> Response.text("x"))
			.error(405, (exception, request) -> Response.text("inner " + request.path()))
			.build();
		WsgiClient client = WsgiClient.of(Router.builder()
			.mount("/caf\u00e9", Router.builder().mount("/in", inner).build())
			.error(404, (exception, request) -> Response.text("outer " + request.path()))
			.build());
		assertThat(client.get("/caf%C3%A9/in/none").send().text()).isEqualTo("outer /caf\u00e9/in/none");
		assertThat(client.get("/caf%C3%A9/none").send().text()).isEqualTo("outer /caf\u00e9/none");
		assertThat(client.post("/caf%C3%A9/in").send().text()).isEqualTo("inner ");
		WsgiClient moved = WsgiClient.of(Router.builder().mount("/in", (environ, startResponse) -> {
			environ.put(Environ.SCRIPT_NAME, "/elsewhere");
			return inner.call(environ, startResponse);
		}).error(404, (exception, request) -> Response.text("outer " + request.path())).build());
		assertThat(moved.environ((environ) -> environ.scriptName("/app")).get("/app/in/none").send().text())
			.as("an application may change it")
			.isEqualTo("outer /none");
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
	void problemDetailsMayHaveATypeAndItsMembers() {
		WsgiClient client = WsgiClient.of((Handler) (request) -> {
			throw new OutOfCredit(30);
		});
		assertThat(client.get("/").header("Accept", "application/json").send().json()).isEqualTo(Map.of("type",
				"/out-of-credit", "title", "Conflict", "status", 409, "detail", "No credit", "balance", 30));
		assertThat(client.get("/").send().text()).isEqualTo("No credit\n");
	}

	private static final class OutOfCredit extends HttpException {

		private final int balance;

		OutOfCredit(int balance) {
			super(409, "No credit");
			this.balance = balance;
		}

		@Override
		public Map<String, Object> problem() {
			return Map.of("type", "/out-of-credit", "balance", this.balance);
		}

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
