package io.github.wsgi4j.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.middleware.MountDispatcher;
import io.github.wsgi4j.middleware.TrailingSlash;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RouterTests {

	private final WsgiClient client = WsgiClient.of(Router.builder()
		.get("/", says("root"))
		.get("/todos", says("list"))
		.post("/todos", says("add"))
		.get("/todos/new", says("form"))
		.get("/todos/{id}", (request) -> Response.text("show " + request.path("id")))
		.delete("/todos/{id}", (request) -> Response.text("delete " + request.path("id", Long.class)))
		.put("/todos/{id}", says("put"))
		.patch("/todos/{id}", says("patch"))
		.get("/files/{*path}", (request) -> Response.text("file " + request.path("path")))
		.get("/{name}.txt", (request) -> Response.text("text " + request.path("name")))
		.get("/pre-{name}", (request) -> Response.text("pre " + request.path("name")))
		.get("/n/{id:\\d+}", (request) -> Response.text("number " + request.path("id")))
		.get("/caf\u00e9/{a}/x/{b}", (request) -> Response.text(request.path("a") + request.path("b")))
		.get("/slash/", says("slash"))
		.any("/any", (request) -> Response.text(request.method()))
		.route("PURGE", "/any", says("purged"))
		.build());

	@ParameterizedTest
	@CsvSource({ "/, root", "/todos, list", "/todos/new, form", "/todos/7, show 7", "/todos/a%2Fb, show a/b",
			"/todos/caf%C3%A9, show caf\u00e9", "/todos/a;b=c, show a;b=c", "/todos/100%25, show 100%",
			"/todos/%252F, show %2F", "/files, file ''", "/files/, file /", "/files/a/b.txt, file /a/b.txt",
			"/readme.txt, text readme", "/pre-x, pre x", "/n/12, number 12", "/caf%C3%A9/1/x/2, 12", "/slash/, slash",
			"/todos/%C3%A9%2F%3F, show \u00e9/?", "/any?x=1, GET" })
	void theMostSpecificPatternAnswers(String target, String answer) {
		WsgiResponse response = this.client.get(target).send();
		assertThat(response.status()).isEqualTo("200 OK");
		assertThat(response.text()).isEqualTo(answer.replace("''", ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/none", "/todos/", "/todos/7/8", "/n/x", "/slash", "//todos", "/TODOS", "/todos%2F7",
			"/caf%C3%A9/1/y/2" })
	void whatFitsNoPatternIsNotFound(String target) {
		assertThat(this.client.get(target).send().status()).isEqualTo("404 Not Found");
	}

	@ParameterizedTest
	@CsvSource({ "/{name},/{year:[0-9]+},/2024", "/{a}/{b},/{a}/{b:[0-9]+},/x/7", "/a/{x}/c,/a/b/{y},/a/b/c",
			"/*,/{year:[0-9]+},/2024", "/{x},/v{x},/v1", "/{x},/lit,/lit", "/{*x},/{x},/a" })
	void theMostSpecificComesFirstWhateverTheOrder(String vague, String specific, String path) {
		Router one = Router.builder()
			.get(vague, (request) -> Response.text("vague"))
			.get(specific, (request) -> Response.text("specific"))
			.build();
		Router other = Router.builder()
			.get(specific, (request) -> Response.text("specific"))
			.get(vague, (request) -> Response.text("vague"))
			.build();
		assertThat(WsgiClient.of(one).get(path).send().text()).isEqualTo("specific");
		assertThat(WsgiClient.of(other).get(path).send().text()).isEqualTo("specific");
	}

	@ParameterizedTest
	@CsvSource({ "GET,/page/{a},GET,/page/{b}", "GET,/{a:[0-9]+}/x,GET,/{b:[0-9]+}/x", "*,/page/{a},GET,/page/{b}",
			"GET,/page/{a},*,/page/{b}", "GET,/{*a},GET,/{*b}", "POST,/v{a}.{b},POST,/v{b}.{a}" })
	void routesThatCannotBeToldApartAreRefused(String method, String pattern, String otherMethod, String otherPattern) {
		RouterBuilder router = Router.builder().route(method, pattern, (request) -> Response.text("a"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> router.route(otherMethod, otherPattern, (request) -> Response.text("b")))
			.withMessageContaining(pattern)
			.withMessageContaining(otherPattern);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/{x:(b|c)}", "/a{x:[0-9]{1,2}}.{y:(?<n>d)}/z" })
	void groupsInRegularExpressionsAreRefused(String pattern) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Router.builder().get(pattern, (request) -> Response.text("")))
			.withMessageContaining("write '(?:' in place of '('");
	}

	@Test
	void otherRegularExpressionsAreNot() {
		WsgiClient client = WsgiClient.of(Router.builder()
			.get("/{x:(?:b|[(]|\\))}{y:[0-9]{1,2}}", (request) -> Response.text(request.path("x") + request.path("y")))
			.get("/{x:\\{|\\}}", (request) -> Response.text(request.path("x")))
			.get("/{x:\\}}/y", (request) -> Response.text(request.pathTo("brace", "x", "}")))
			.name("brace")
			.build());
		assertThat(client.get("/b12").send().text()).isEqualTo("b12");
		assertThat(client.get("/(1").send().text()).isEqualTo("(1");
		assertThat(client.get("/}").send().text()).isEqualTo("}");
		assertThat(client.get("/}/y").send().text()).isEqualTo("/%7D/y");
	}

	@Test
	void mountsThatCannotBeToldApartAreRefused() {
		RouterBuilder router = Router.builder().mount("/{a}", Response.text("a"));
		assertThatIllegalArgumentException().isThrownBy(() -> router.mount("/{b}", Response.text("b")));
	}

	@Test
	void routesOfOneShapeMayDifferInTheirMethods() {
		Router router = Router.builder()
			.get("/{a}", (request) -> Response.text(request.path("a")))
			.post("/{b}", (request) -> Response.text(request.path("b")))
			.build();
		assertThat(WsgiClient.of(router).get("/x").send().text()).isEqualTo("x");
		assertThat(WsgiClient.of(router).post("/y").send().text()).isEqualTo("y");
	}

	@Test
	void aPathThatIsNotUtf8IsABadRequest() {
		assertThat(this.client.get("/todos/%FF").send().code()).isEqualTo(400);
	}

	@Test
	void methods() {
		assertThat(this.client.post("/todos").send().text()).isEqualTo("add");
		assertThat(this.client.delete("/todos/5").send().text()).isEqualTo("delete 5");
		assertThat(this.client.delete("/todos/five").send().code()).isEqualTo(400);
		assertThat(this.client.put("/todos/5").send().text()).isEqualTo("put");
		assertThat(this.client.request("PATCH", "/todos/5").send().text()).isEqualTo("patch");
		assertThat(this.client.request("PURGE", "/any").send().text()).isEqualTo("purged");
		assertThat(this.client.request("OPTIONS", "/any").send().text()).isEqualTo("OPTIONS");
	}

	@Test
	void aLessSpecificPatternAnswersAMethodThatTheOtherDoesNotKnow() {
		assertThat(this.client.delete("/todos/new").send().code()).as("no number").isEqualTo(400);
		assertThat(this.client.put("/todos/new").send().text()).isEqualTo("put");
	}

	@Test
	void headIsForFree() {
		WsgiResponse response = this.client.head("/todos").send();
		assertThat(response.status()).isEqualTo("200 OK");
		assertThat(response.header("Content-Length")).isEqualTo("4");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void optionsAreForFree() {
		WsgiResponse response = this.client.request("OPTIONS", "/todos/new").send();
		assertThat(response.status()).isEqualTo("204 No Content");
		assertThat(response.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
		assertThat(this.client.request("OPTIONS", "/none").send().code()).isEqualTo(404);
	}

	@Test
	void anotherMethodIsNotAllowed() {
		WsgiResponse response = this.client.delete("/todos").send();
		assertThat(response.status()).isEqualTo("405 Method Not Allowed");
		assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
		assertThat(this.client.post("/").send().header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
	}

	@Test
	void aRouterIsMounted() {
		Router inner = Router.builder()
			.get("/", says("home"))
			.get("/users/{user}", (request) -> Response.text(request.path("user") + " of " + request.path("org")))
			.get("/where", RouterTests::where)
			.build();
		WsgiClient client = WsgiClient
			.of(Router.builder().mount("/o/{org}", inner).get("/o/x/where", says("own")).build());
		assertThat(client.get("/o/acme").send().text()).isEqualTo("home");
		assertThat(client.get("/o/acme/").send().text()).isEqualTo("home");
		assertThat(client.get("/o/acme/users/jo").send().text()).isEqualTo("jo of acme");
		assertThat(client.get("/o/a%2Fb/where").send().text()).isEqualTo("/o/a/b /where");
		assertThat(client.get("/o/x/where").send().text()).isEqualTo("own");
		assertThat(client.get("/o").send().code()).isEqualTo(404);
		assertThat(client.get("/o/acme/none").send().code()).isEqualTo(404);
	}

	@Test
	void anEncodedSlashOfAMountStaysOne() {
		Router inner = Router.builder()
			.get("/",
					(request) -> Response.text(request.pathTo("home") + " " + request.rootUrl() + " " + request.url()))
			.name("home")
			.get("/x", says("x"))
			.error(404, (missing, request) -> Response.text(request.path()).status(404))
			.with(TrailingSlash.removed())
			.build();
		WsgiClient client = WsgiClient.of(Router.builder().mount("/o/{org}", inner).build());
		assertThat(client.get("/o/a%2Fb%20c/").send().text())
			.isEqualTo("/o/a%2Fb%20c/ http://localhost/o/a%2Fb%20c http://localhost/o/a%2Fb%20c/");
		assertThat(client.get("/o/a%2Fb/x/").send().header("Location")).isEqualTo("/o/a%2Fb/x");
		assertThat(client.get("/o/a%2Fb/y%2Fz").send().text()).isEqualTo("/y/z");
	}

	@Test
	void anyApplicationIsMounted() {
		Application application = (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.text(environ.get(Environ.SCRIPT_NAME) + " " + environ.get(Environ.PATH_INFO));
		};
		WsgiClient client = WsgiClient
			.of(Router.builder().mount("/", application).mount("/caf\u00e9/x/", application).build());
		assertThat(client.get("/a/b").send().text()).isEqualTo(" /a/b");
		assertThat(client.delete("/caf%C3%A9/x/y%2Fz").send().environ()).containsEntry(Environ.PATH_INFO, "/y/z")
			.containsEntry(Environ.SCRIPT_NAME, "/caf\u00c3\u00a9/x");
		assertThat(client.get("/caf%C3%A9%2Fx/y").send().environ()).containsEntry(Environ.SCRIPT_NAME, "");
	}

	@Test
	void aHandlerMayAnswerWithAnyApplication() {
		Router inner = Router.builder().get("/x", says("inner")).build();
		assertThat(WsgiClient.of(Router.builder().get("/x", (request) -> inner).build()).get("/x").send().text())
			.isEqualTo("inner");
	}

	@Test
	void errorsAreHandledByTheNearestRouterAndTheMostSpecificClass() {
		Handler fails = (request) -> {
			throw switch (request.path("what")) {
				case "io" -> new IOException("io");
				case "state" -> new IllegalStateException("state");
				case "argument" -> new NumberFormatException("argument");
				default -> new HttpException(418, "pot");
			};
		};
		Router inner = Router.builder()
			.get("/{what}", fails)
			.error(IllegalStateException.class, (ex, request) -> Response.text("inner").status(409))
			.build();
		WsgiClient client = WsgiClient.of(Router.builder()
			.mount("/in", inner.with(tagged()))
			.get("/{what}", fails)
			.error(RuntimeException.class, (ex, request) -> Response.text("outer " + ex.getMessage()).status(500))
			.error(IllegalArgumentException.class, (ex, request) -> Response.text("argument").status(422))
			.build());
		assertThat(client.get("/in/state").send().text()).isEqualTo("inner");
		assertThat(client.get("/state").send().text()).isEqualTo("outer state");
		assertThat(client.get("/in/argument").send().status()).isEqualTo("422 Unprocessable Content");
		assertThat(client.get("/in/argument").send().header("X-Tag")).as("seen by the middleware").isEqualTo("yes");
		assertThat(client.get("/in/pot").send().text()).isEqualTo("outer pot");
		assertThat(client.get("/in/none/none").send().text()).startsWith("outer ");
		assertThat(client.get("/io").send().failure()).isInstanceOf(IOException.class);
	}

	@Test
	void anErrorReplacesWhatWasStarted() {
		Application started = (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			throw new HttpException(403, "no");
		};
		WsgiResponse response = WsgiClient.of(Router.builder().get("/", (request) -> started).build()).get("/").send();
		assertThat(response.status()).isEqualTo("403 Forbidden");
		assertThat(response.text()).isEqualTo("no\n");
	}

	@Test
	void anErrorHandlerThatFails() {
		WsgiResponse response = WsgiClient.of(Router.builder().get("/", (request) -> {
			throw new IOException("first");
		}).error(IOException.class, (ex, request) -> {
			throw new IllegalStateException("second");
		}).build()).get("/").send();
		assertThat(response.failure()).hasMessage("second");
		assertThat(response.failure().getSuppressed()).singleElement().isInstanceOf(IOException.class);
	}

	@Test
	void middlewareIsAroundTheRouter() {
		Middleware refuses = (application) -> (environ, startResponse) -> {
			throw new HttpException(401, "who?", List.of(Header.of("WWW-Authenticate", "Basic")), null);
		};
		Router router = Router.builder().get("/", says("in")).with(tagged()).build();
		assertThat(WsgiClient.of(router).get("/").send().header("X-Tag")).isEqualTo("yes");
		assertThat(WsgiClient.of(router).get("/none").send().header("X-Tag")).isEqualTo("yes");
		WsgiResponse refused = WsgiClient.of(Router.builder().mount("/a", router.with(refuses)).build())
			.get("/a")
			.send();
		assertThat(refused.status()).isEqualTo("401 Unauthorized");
		assertThat(refused.header("WWW-Authenticate")).isEqualTo("Basic");
	}

	@Test
	void pathsByName() {
		Router inner = Router.builder()
			.get("/", says("x"))
			.name("home")
			.get("/users/{user}",
					(request) -> Response
						.text(request.pathTo("user", "user", "b c") + " " + request.pathTo("todo", "id", 1)))
			.name("user")
			.build();
		Router router = Router.builder()
			.get("/todos/{id:\\d+}", says("x"))
			.name("todo")
			.delete("/todos/{id:\\d+}", says("x"))
			.name("todo")
			.get("/files/{*path}", says("x"))
			.name("file")
			.get("/caf\u00e9/{a}-{b}.txt", says("x"))
			.name("cafe")
			.get("/w/*", says("x"))
			.name("wild")
			.mount("/o/{org}", inner)
			.build();
		assertThat(router.names()).containsExactlyInAnyOrder("todo", "file", "cafe", "wild", "home", "user");
		assertThat(router.pathTo("todo", "id", 7)).isEqualTo("/todos/7");
		assertThat(router.pathTo("file", "path", "a b/c?.txt")).isEqualTo("/files/a%20b/c%3F.txt");
		assertThat(router.pathTo("cafe", "a", "x/y", "b", "100%")).isEqualTo("/caf%C3%A9/x%2Fy-100%25.txt");
		assertThat(router.pathTo("home", "org", "acme")).isEqualTo("/o/acme/");
		assertThat(router.pathTo("user", "org", "\u00e9", "user", ";")).isEqualTo("/o/%C3%A9/users/%3B");
		assertThat(WsgiClient.of(new MountDispatcher(Map.of("/m\u00e9", router)))
			.get("/m%C3%A9/o/a/users/x")
			.send()
			.text()).isEqualTo("/m%C3%A9/o/a/users/b%20c /m%C3%A9/todos/1");
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("todo", "id", "x"));
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("todo", "id", ""));
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("todo"))
			.withMessageContaining("has no value");
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("todo", "id", null))
			.withMessageContaining("has no value");
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("todo", "id"));
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("todo", "id", 1, "id", 2));
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("todo", "ID", 1));
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("none"));
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("wild"));
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("file", "path", "a/../b"));
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("home", "org", ".."));
	}

	@Test
	void aPathLeadsToNoOtherHost() {
		Router router = Router.builder()
			.get("/{*path}", (request) -> Response.redirect(request.pathTo("all", "path", request.path("path"))))
			.name("all")
			.build();
		assertThat(router.pathTo("all", "path", "/a//b/")).isEqualTo("/a//b/");
		assertThat(router.pathTo("all", "path", "")).isEqualTo("/");
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("all", "path", "//evil.test/"));
		assertThat(WsgiClient.of(router).get("//evil.test/").send().header("Location")).isNull();
	}

	@Test
	void variablesThatThePatternDoesNotHaveAreTheQuery() {
		Router router = Router.builder().get("/todos/{id}", says("x")).name("todo").build();
		assertThat(router.pathTo("todo", "id", 1, "page", 2, "q", "a&b=c+d \u00e9/?"))
			.isEqualTo("/todos/1?page=2&q=a%26b%3Dc%2Bd%20%C3%A9%2F%3F");
		assertThat(router.pathTo("todo", "a b", true, "id", 1)).isEqualTo("/todos/1?a%20b=true");
		assertThat(router.pathTo("todo", "id", 1, "tag", List.of("x", "y"), "tag", "z", "none", null, "no", List.of()))
			.isEqualTo("/todos/1?tag=x&tag=y&tag=z");
		Object none = null;
		assertThatIllegalArgumentException().isThrownBy(() -> router.pathTo("todo", "id", none));
	}

	@Test
	void urlsLeadFromTheOutermostMount() {
		Router inner = Router.builder()
			.get("/users",
					(request) -> Response.text(request.urlTo("users", "page", 2) + " " + request.urlTo("home", "x", "&")
							+ " " + request.rootUrl()))
			.name("users")
			.get("/leave", (request) -> Response.redirect(request.pathTo("home", "bye", "yes")))
			.build();
		Router router = Router.builder().get("/", says("x")).name("home").mount("/o/{org}", inner).build();
		WsgiClient client = WsgiClient.of(new MountDispatcher(Map.of("/m", router)));
		assertThat(client.get("https://example.org:8443/m/o/acme/users").send().text())
			.isEqualTo("https://example.org:8443/m/o/acme/users?page=2 https://example.org:8443/m/?x=%26 "
					+ "https://example.org:8443/m/o/acme");
		assertThat(client.get("/m/o/acme/leave").send().header("Location")).isEqualTo("/m/?bye=yes");
	}

	@Test
	void whatCannotBeBuilt() {
		RouterBuilder builder = Router.builder().get("/a", says("a")).mount("/m", says("m"));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.get("/a", says("b")));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.mount("/m/", says("m")));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.mount("/x/{*rest}", says("m")));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.get("b", says("b")));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.route("A B", "/b", says("b")));
		assertThatIllegalArgumentException().isThrownBy(() -> Router.builder().name("x"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> builder.get("/c", says("c")).name("x").get("/d", says("d")).name("x"));
	}

	@Test
	void laterChangesDoNotReachARouter() {
		RouterBuilder builder = Router.builder().get("/a", says("a"));
		Router router = builder.build();
		builder.post("/a", says("b"));
		assertThat(WsgiClient.of(router).post("/a").send().code()).isEqualTo(405);
	}

	@Test
	void thePatternIsInTheEnviron() {
		Router inner = Router.builder().get("/users/{user}", says("x")).get("/", says("x")).build();
		Router router = Router.builder().get("/todos/{id}", says("x")).mount("/o/{org}", inner).build();
		Application application = new MountDispatcher(Map.of("/m", router));
		assertThat(pattern(router, "/todos/1")).isEqualTo("/todos/{id}");
		assertThat(pattern(router, "/o/x/users/jo")).isEqualTo("/o/{org}/users/{user}");
		assertThat(pattern(router, "/o/x")).isEqualTo("/o/{org}/");
		assertThat(pattern(router, "/o/x/none")).isEqualTo("/o/{org}/**");
		assertThat(pattern(router, "/none")).isNull();
		assertThat(pattern(application, "/m/o/x/users/jo")).isEqualTo("/m/o/{org}/users/{user}");
		assertThat(pattern(application, "/m/none")).isEqualTo("/m/**");
	}

	@Test
	void theAsteriskIsNoPath() {
		Router router = Router.builder().any("/{x}", says("x")).build();
		assertThat(WsgiClient.of(router)
			.request("OPTIONS", "/")
			.environ((environ) -> environ.variable(Environ.PATH_INFO, "*"))
			.send()
			.code()).isEqualTo(404);
	}

	private static Object pattern(Application application, String target) {
		return WsgiClient.of(application).get(target).send().environ().get(Environ.PATTERN);
	}

	private static Handler says(String text) {
		return (request) -> Response.text(text);
	}

	private static Application where(Request request) {
		return Response.text(request.environ().get(Environ.SCRIPT_NAME) + " " + request.path());
	}

	private static Middleware tagged() {
		return (application) -> (environ, startResponse) -> application.call(environ, (status, headers, excInfo) -> {
			List<Header> more = new ArrayList<>();
			headers.forEach(more::add);
			more.add(Header.of("X-Tag", "yes"));
			return startResponse.call(status, more, excInfo);
		});
	}

}
