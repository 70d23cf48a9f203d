package io.github.wsgi4j.web;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.PublisherBody;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ResponseTests {

	private static final Instant JANUARY = Instant.parse("2026-01-05T06:07:08.9Z");

	@Test
	void text() {
		WsgiResponse response = get(Response.text("caf\u00e9"));
		assertThat(response.status()).isEqualTo("200 OK");
		assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(response.header("Content-Length")).isEqualTo("5");
		assertThat(response.text()).isEqualTo("caf\u00e9");
	}

	@Test
	void html() {
		assertThat(get(Response.html("<p>")).header("Content-Type")).isEqualTo("text/html; charset=utf-8");
	}

	@Test
	void json() {
		WsgiResponse response = get(Response.json(Map.of("a", List.of(1, 2))));
		assertThat(response.header("Content-Type")).isEqualTo("application/json");
		assertThat(response.text()).isEqualTo("{\"a\":[1,2]}");
	}

	@Test
	void theJsonOfTheEnvironIsUsed() {
		Json own = new Json() {

			@Override
			public Object read(byte[] json, Type type) {
				throw new UnsupportedOperationException();
			}

			@Override
			public byte[] write(Object value) {
				return ("own " + value).getBytes(StandardCharsets.UTF_8);
			}

		};
		assertThat(WsgiClient.of(Response.json("x"))
			.environ((environ) -> environ.variable(Json.KEY, own))
			.get("/")
			.send()
			.text()).isEqualTo("own x");
	}

	@Test
	void viewsAreRenderedByThoseOfTheEnviron() {
		Views views = (name, model, environ) -> name + model + environ.get("PATH_INFO");
		Response response = Response.view("page", Map.of("a", 1));
		WsgiResponse rendered = WsgiClient.of(response)
			.environ((environ) -> environ.variable(Views.KEY, views))
			.get("/x")
			.send();
		assertThat(rendered.text()).isEqualTo("page{a=1}/x");
		assertThat(rendered.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
		assertThat(get(response).failure()).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("spring-boot-starter-thymeleaf");
	}

	@Test
	void aResponseCannotBeChanged() {
		Response response = Response.text("x");
		Response other = response.status(201).header("X-A", "1").addHeader("X-A", "2").header("x-b", "3");
		assertThat(response.headers()).hasSize(1);
		assertThat(response.status()).isEqualTo(200);
		assertThat(other.status()).isEqualTo(201);
		assertThat(other.headers()).containsExactly(Header.of("Content-Type", "text/plain; charset=utf-8"),
				Header.of("X-A", "1"), Header.of("X-A", "2"), Header.of("x-b", "3"));
		assertThat(other.header("x-a", "4").headers()).hasSize(3).contains(Header.of("x-a", "4"));
		assertThat(other.type("text/css").headers()).contains(Header.of("Content-Type", "text/css"));
		assertThat(response).hasToString("200 OK [Header[name=Content-Type, value=text/plain; charset=utf-8]]");
	}

	@ParameterizedTest
	@CsvSource({ "204, 204 No Content", "299, 299 Unknown", "404, 404 Not Found", "418, 418 I'm a teapot",
			"407, 407 Proxy Authentication Required", "413, 413 Content Too Large", "416, 416 Range Not Satisfiable",
			"422, 422 Unprocessable Content", "503, 503 Service Unavailable",
			"511, 511 Network Authentication Required" })
	void statuses(int code, String line) {
		assertThat(get(Response.empty(code)).status()).isEqualTo(line);
	}

	@Test
	void whatNoServerCanSend() {
		assertThatIllegalArgumentException().isThrownBy(() -> Response.empty(100));
		assertThatIllegalArgumentException().isThrownBy(() -> Response.empty(1000));
		assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").header("a b", "c"));
		assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").header("", "c"));
		assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").header("a", "b\r\nc: d"));
		assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").addHeader("a", "\u20ac"));
		assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").type("a\nb"));
		assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").etag("a\"b"));
		assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").cacheControl("a\nb"));
		assertThatIllegalArgumentException().isThrownBy(() -> Response.redirect(200, "/"));
		assertThatIllegalArgumentException().isThrownBy(() -> Response.redirect(304, "/"));
	}

	@ParameterizedTest
	@CsvSource({ "/todos/7?a=b#c, /todos/7?a=b#c", "../x, ../x", "https://example.org/a%20b, https://example.org/a%20b",
			"/caf\u00e9 x, /caf%C3%A9%20x", "/\\evil.example, /%5Cevil.example", "http://[::1]:80/, http://[::1]:80/" })
	void redirectionsAreEncoded(String location, String header) {
		WsgiResponse response = get(Response.redirect(location));
		assertThat(response.status()).isEqualTo("303 See Other");
		assertThat(response.header("Location")).isEqualTo(header);
	}

	@Test
	void aHostThatIsNotAsciiIsSentInAscii() {
		assertThat(get(Response.redirect("https://b\u00fccher.example:8443/\u00fc?\u00fc")).header("Location"))
			.isEqualTo("https://xn--bcher-kva.example:8443/%C3%BC?%C3%BC");
		assertThat(get(Response.redirect("//b\u00fccher.example")).header("Location"))
			.isEqualTo("//xn--bcher-kva.example");
		assertThat(get(Response.redirect("http://user:p@b\u00fccher:8080/")).header("Location"))
			.isEqualTo("http://user:p@xn--bcher-kva:8080/");
		assertThat(get(Response.redirect("http://[::1]:80/\u00fc")).header("Location"))
			.isEqualTo("http://[::1]:80/%C3%BC");
		assertThat(get(Response.redirect("/a//\u00fc")).header("Location")).isEqualTo("/a//%C3%BC");
		assertThat(get(Response.redirect("//" + "\u00fc".repeat(64))).header("Location")).startsWith("//%C3%BC");
	}

	@Test
	void whatIsNotThereYetMayBeCreatedOnce() {
		Handler create = (request) -> {
			request.demandPreconditions();
			return Response.empty(201);
		};
		WsgiClient client = WsgiClient.of(create);
		assertThat(client.put("/").header("If-None-Match", "*").send().code()).isEqualTo(201);
		assertThat(client.put("/").header("If-None-Match", "\"v1\"").send().code()).isEqualTo(201);
		assertThat(client.put("/").send().code()).isEqualTo(201);
		assertThat(client.put("/").header("If-Match", "*").send().code()).isEqualTo(412);
		assertThat(client.put("/").header("If-Match", "\"v1\"").send().code()).isEqualTo(412);
	}

	@Test
	void whatItVariesByIsNamedOnce() {
		assertThat(get(Response.text("").vary("Accept").vary("accept", "Cookie")).header("Vary"))
			.isEqualTo("Accept, Cookie");
		assertThat(get(Response.text("").addHeader("Vary", "A").addHeader("Vary", "B").vary("C")).headers("Vary"))
			.containsExactly("A, B, C");
	}

	@Test
	void itCannotBeChangedThroughItsBytes() {
		byte[] bytes = { 'a' };
		Response response = Response.bytes("text/plain", bytes);
		bytes[0] = 'b';
		assertThat(get(response).text()).isEqualTo("a");
	}

	@Test
	void aRedirectionHasNoRoomForAnotherHeader() {
		assertThat(get(Response.redirect(307, "/a\r\nSet-Cookie: x=y")).headers())
			.contains(Header.of("Location", "/a%0D%0ASet-Cookie:%20x=y"))
			.noneMatch((header) -> header.name().equals("Set-Cookie"));
	}

	@Test
	void cookies() {
		WsgiResponse response = get(
				Response.text("").cookie(Cookie.of("a", "1")).cookie(Cookie.of("b", "2").maxAge(Duration.ofHours(1))));
		assertThat(response.headers("Set-Cookie")).containsExactly("a=1; Path=/; HttpOnly; SameSite=Lax",
				"b=2; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax");
		assertThat(get(Response.text("").deleteCookie("a")).header("Set-Cookie"))
			.isEqualTo("a=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
	}

	@Test
	void headersForCaches() {
		WsgiResponse response = get(Response.text("")
			.vary("Accept")
			.vary("Cookie", "Origin")
			.cacheControl("public", "max-age=60")
			.lastModified(JANUARY));
		assertThat(response.header("Vary")).isEqualTo("Accept, Cookie, Origin");
		assertThat(response.header("Cache-Control")).isEqualTo("public, max-age=60");
		assertThat(response.header("Last-Modified")).isEqualTo("Mon, 05 Jan 2026 06:07:08 GMT");
	}

	@Test
	void aFutureLastModifiedIsLeftOut() {
		Response response = Response.text("").lastModified(JANUARY);
		assertThat(get(response.lastModified(Instant.now().plusSeconds(60))).header("Last-Modified")).isNull();
	}

	@Test
	void nameOfWhatIsShown() {
		assertThat(get(Response.text("").inline("caf\u00e9.txt")).header("Content-Disposition"))
			.isEqualTo("inline; filename=\"caf_.txt\"; filename*=UTF-8''caf%C3%A9.txt");
	}

	@Test
	void downloads() {
		assertThat(get(Response.text("").download("a b.txt")).header("Content-Disposition"))
			.isEqualTo("attachment; filename=\"a b.txt\"");
		assertThat(get(Response.text("").download("\u20ac\"\\%\r\n.txt")).header("Content-Disposition"))
			.isEqualTo("attachment; filename=\"______.txt\"; filename*=UTF-8''%E2%82%AC%22%5C%25%0D%0A.txt");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "If-None-Match | \"v1\" | 304", "If-None-Match | W/\"v1\" | 304",
					"If-None-Match | \"v0\", \"v1\" | 304", "If-None-Match | * | 304", "If-None-Match | \"*\" | 200",
					"If-Match | \"*\" | 412", "If-None-Match | \"v2\" | 200", "If-None-Match | v1 | 200",
					"If-Match | \"v1\" | 200", "If-Match | * | 200", "If-Match | W/\"v1\" | 412",
					"If-Match | \"v2\" | 412", "If-Modified-Since | Mon, 05 Jan 2026 06:07:08 GMT | 304",
					"If-Modified-Since | Monday, 05-Jan-26 06:07:08 GMT | 304",
					"If-Modified-Since | Mon Jan  5 06:07:08 2026 | 304",
					"If-Modified-Since | Mon, 05 Jan 2026 06:07:07 GMT | 200", "If-Modified-Since | yesterday | 200",
					"If-Unmodified-Since | Mon, 05 Jan 2026 06:07:08 GMT | 200",
					"If-Unmodified-Since | Mon, 05 Jan 2026 06:07:07 GMT | 412", "If-Unmodified-Since | never | 200" })
	void conditions(String name, String value, int status) {
		Response response = Response.text("x").etag("v1").lastModified(JANUARY).cacheControl("no-cache");
		assertThat(request("GET", response).header(name, value).send().code()).isEqualTo(status);
		assertThat(request("HEAD", response).header(name, value).send().code()).isEqualTo(status);
	}

	@Test
	void aResponseThatWasNotModifiedHasNoContent() {
		WsgiResponse response = request("GET",
				Response.text("x").etag("v1").cacheControl("no-cache").cookie(Cookie.of("a", "1")))
			.header("If-None-Match", "\"v1\"")
			.send();
		assertThat(response.status()).isEqualTo("304 Not Modified");
		assertThat(response.headers().stream().map(Header::name)).containsExactly("ETag", "Cache-Control",
				"Set-Cookie");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void theOrderOfConditions() {
		Response response = Response.text("x").etag("v1").lastModified(JANUARY);
		WsgiResponse tagFirst = request("GET", response).header("If-None-Match", "\"v2\"")
			.header("If-Modified-Since", "Mon, 05 Jan 2026 06:07:08 GMT")
			.send();
		assertThat(tagFirst.code()).isEqualTo(200);
		WsgiResponse matchFirst = request("GET", response).header("If-Match", "\"v1\"")
			.header("If-Unmodified-Since", "Mon, 05 Jan 2026 06:07:07 GMT")
			.send();
		assertThat(matchFirst.code()).isEqualTo(200);
	}

	@Test
	void anotherMethodOrStatusIsNotNotModified() {
		Response response = Response.text("x").etag("v1");
		assertThat(request("POST", response).header("If-None-Match", "\"v1\"").send().code()).isEqualTo(200);
		assertThat(request("POST", response).header("If-Modified-Since", "Mon, 05 Jan 2026 06:07:08 GMT").send().code())
			.isEqualTo(200);
		assertThat(request("GET", response.status(404)).header("If-None-Match", "\"v1\"").send().code()).isEqualTo(404);
		assertThat(request("GET", Response.text("x")).header("If-None-Match", "*").send().code()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "PUT | If-Match | \"v1\"", "POST | If-None-Match | *",
			"DELETE | If-Unmodified-Since | Mon, 05 Jan 2026 06:07:07 GMT" })
	void aChangeThatWasMadeIsNotAnsweredAsIfItWasNot(String method, String name, String value) {
		Handler handler = (request) -> {
			if (method.equals("PUT")) {
				request.demandPreconditions("v1", null);
			}
			return Response.text("x").etag("v2").lastModified(JANUARY);
		};
		assertThat(request(method, handler).header(name, value).send().code()).isEqualTo(200);
	}

	@Test
	void aHandlerDemandsConditionsBeforeItChangesAnything() {
		AtomicInteger changes = new AtomicInteger();
		Handler handler = (request) -> {
			request.demandPreconditions("v1", null);
			changes.incrementAndGet();
			return Response.empty(204);
		};
		assertThat(request("PUT", handler).header("If-Match", "\"v0\"").send().code()).isEqualTo(412);
		assertThat(request("PUT", handler).header("If-None-Match", "*").send().code()).isEqualTo(412);
		assertThat(changes).hasValue(0);
		assertThat(request("PUT", handler).header("If-Match", "\"v1\"").send().code()).isEqualTo(204);
		assertThat(changes).hasValue(1);
	}

	@Test
	void aStreamIsClosed() {
		class Blocks implements Iterable<byte[]>, AutoCloseable {

			private int closed;

			@Override
			public Iterator<byte[]> iterator() {
				return List.of("a".getBytes(StandardCharsets.UTF_8), "b".getBytes(StandardCharsets.UTF_8)).iterator();
			}

			@Override
			public void close() {
				this.closed++;
			}

		}
		Blocks blocks = new Blocks();
		WsgiResponse response = get(Response.stream("text/plain", blocks));
		assertThat(response.text()).isEqualTo("ab");
		assertThat(blocks.closed).isEqualTo(1);
		Blocks unsent = new Blocks();
		assertThatIllegalStateException().isThrownBy(
				() -> Response.stream("text/plain", unsent).call(new HashMap<>(), (status, headers, excInfo) -> {
					throw new IllegalStateException("refused");
				}));
		assertThat(unsent.closed).as("the server does not get it").isEqualTo(1);
	}

	@Test
	void aPublisherStaysOne() throws Exception {
		Flow.Publisher<byte[]> publisher = JdkFlowAdapter
			.publisherToFlowPublisher(Flux.just("a", "b").map((text) -> text.getBytes(StandardCharsets.UTF_8)));
		Response response = Response.stream("text/plain", publisher);
		assertThat(get(response).text()).isEqualTo("ab");
		Iterable<byte[]> body = response.call(new HashMap<>(), (status, headers, excInfo) -> (block) -> {
		});
		assertThat(body).isInstanceOf(PublisherBody.class);
	}

	@Test
	void eventsFromAnIterable() {
		class Events implements Iterable<ServerSentEvent>, AutoCloseable {

			private int closed;

			@Override
			public Iterator<ServerSentEvent> iterator() {
				return Arrays
					.asList(ServerSentEvent.of("one\ntwo\r\nthree\rfour\n"),
							ServerSentEvent.of("{}").withId("7").withEvent("tick").withRetry(Duration.ofMillis(1500)),
							ServerSentEvent.comment("still\nhere"))
					.iterator();
			}

			@Override
			public void close() {
				this.closed++;
			}

		}
		Events events = new Events();
		WsgiResponse response = get(Response.events(events));
		assertThat(response.header("Content-Type")).isEqualTo("text/event-stream");
		assertThat(response.header("Cache-Control")).isEqualTo("no-cache");
		assertThat(response.blocks()).hasSize(3);
		assertThat(response.text()).isEqualTo("""
				data: one
				data: two
				data: three
				data: four
				data:\s

				id: 7
				event: tick
				retry: 1500
				data: {}

				: still
				: here

				""");
		assertThat(events.closed).isEqualTo(1);
	}

	@Test
	void eventsFromAPublisher() {
		Flow.Publisher<ServerSentEvent> events = JdkFlowAdapter
			.publisherToFlowPublisher(Flux.range(1, 3).map((n) -> ServerSentEvent.of("n" + n)));
		WsgiResponse response = get(Response.events(events));
		assertThat(response.text()).isEqualTo("data: n1\n\ndata: n2\n\ndata: n3\n\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\rb", "a\u0000" })
	void anEventsNameIsOneLine(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ServerSentEvent.of("x").withId(text));
		assertThatIllegalArgumentException().isThrownBy(() -> ServerSentEvent.of("x").withEvent(text));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ServerSentEvent.of("x").withRetry(Duration.ofSeconds(-1)));
	}

	@Test
	void anExceptionBecomesAResponse() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HttpException(302, "x"));
		WsgiResponse response = get(
				Response.of(new HttpException(503, "later", List.of(Header.of("Retry-After", "5")), null)));
		assertThat(response.status()).isEqualTo("503 Service Unavailable");
		assertThat(response.header("Retry-After")).isEqualTo("5");
		assertThat(response.text()).isEqualTo("later\n");
	}

	private static WsgiResponse get(Application application) {
		return request("GET", application).send();
	}

	private static WsgiRequest request(String method, Application application) {
		return WsgiClient.of(application).request(method, "/");
	}

}
