package io.github.wsgi4j.container;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where responses end, and that the next one begins there.
 */
abstract class FramingContract extends Contract {

	FramingContract(WsgiServer server) {
		super(server);
	}

	static Stream<Iterable<byte[]>> sixBytes() {
		return Stream.of(Body.text("abcdef"), Body.of(bytes("abc"), bytes("def")), ScriptedBody.blocks("abcdef"),
				ScriptedBody.blocks("abc", "def"), ScriptedBody.blocks("", "a", "b", "cdef"));
	}

	@ParameterizedTest
	@MethodSource("sixBytes")
	void contentLengthOfTheApplicationIsKept(Iterable<byte[]> body) {
		RawResponse response = exchange(get("/"), answering(body, Header.of("content-length", "6")));
		assertThat(response.headers("Content-Length")).containsExactly("6");
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.text()).isEqualTo("abcdef");
	}

	@ParameterizedTest
	@MethodSource("sixBytes")
	void bytesBeyondTheContentLengthAreCutAndLogged(Iterable<byte[]> body, CapturedOutput output) {
		this.server.serve(answering(body, Header.of("Content-Length", "4")));
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("abcd");
			this.server.serve(answering(Body.text("next")));
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("next");
		}
		await().untilAsserted(() -> assertThat(output).contains("longer than its Content-Length"));
	}

	@ParameterizedTest
	@MethodSource("sixBytes")
	void bodyOfTheContentLengthZeroIsCutAndLogged(Iterable<byte[]> body, CapturedOutput output) {
		this.server.serve(answering(body, Header.of("Content-Length", "0")));
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(get("/")).readResponse().text()).isEmpty();
			this.server.serve(answering(Body.text("next")));
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("next");
		}
		await().untilAsserted(() -> assertThat(output).contains("longer than its Content-Length"));
	}

	@ParameterizedTest
	@MethodSource("sixBytes")
	void fewerBytesThanTheContentLengthCloseTheConnectionAndAreLogged(Iterable<byte[]> body, CapturedOutput output) {
		this.server.serve(answering(body, Header.of("Content-Length", "8")));
		try (RawClient client = this.server.connect()) {
			RawResponse response = client.send(get("/")).readResponse();
			assertThat(response.headers("Content-Length")).containsExactly("8");
			assertThat(response.text()).isEqualTo("abcdef");
			assertThat(response.complete()).isFalse();
		}
		await().untilAsserted(() -> assertThat(output).contains("before its Content-Length"));
		assertAnswers();
	}

	@Test
	void noBytesOfAContentLengthCloseTheConnectionAndAreLogged(CapturedOutput output) {
		RawResponse response = exchange(get("/"), answering(Body.empty(), Header.of("Content-Length", "8")));
		assertThat(response.complete()).isFalse();
		await().untilAsserted(() -> assertThat(output).contains("before its Content-Length"));
		assertThat(exchange(get("/"), answering(ScriptedBody.of(), Header.of("Content-Length", "8"))).complete())
			.isFalse();
		assertAnswers();
	}

	@ParameterizedTest
	@MethodSource("sixBytes")
	void headHasTheHeadersOfTheGetAndNoBody(Iterable<byte[]> body) {
		Header[] headers = { Header.of("Content-Length", "6"), Header.of("X-A", "1") };
		RawResponse head = headThenGet(request("HEAD", "/"), answering("201 Made", body, headers));
		assertThat(head.statusLine()).isEqualTo("HTTP/1.1 201 Made");
		assertThat(head.headers("Content-Length")).containsExactly("6");
		assertThat(head.headers("X-A")).containsExactly("1");
	}

	@Test
	void headOfABodyInMemoryHasItsContentLength() {
		RawResponse head = headThenGet(request("HEAD", "/"), answering(Body.of(bytes("abc"), bytes("def"))));
		assertThat(head.headers("Content-Length")).containsExactly("6");
	}

	@Test
	void headOfBlocksOfUnknownNumberHasNoContentLength() {
		RawResponse head = headThenGet(request("HEAD", "/"), answering(ScriptedBody.blocks("abc", "def")));
		assertThat(head.header("Content-Length")).isNull();
	}

	@Test
	void headOfAnEmptyBodyKeepsTheContentLengthOfTheApplication() {
		RawResponse head = headThenGet(request("HEAD", "/"),
				answering(Body.empty(), Header.of("Content-Length", "1234")));
		assertThat(head.headers("Content-Length")).containsExactly("1234");
	}

	@ParameterizedTest
	@ValueSource(strings = { "204 No Content", "304 Not Modified", "205 Reset Content" })
	void statusThatForbidsABodyHasHeadersOnly(String status) {
		for (Iterable<byte[]> body : List.<Iterable<byte[]>>of(Body.empty(), Body.text("abc"), ScriptedBody.of(),
				ScriptedBody.blocks("abc", "def"))) {
			RawResponse head = headThenGet(get("/"), answering(status, body, Header.of("X-A", "1")));
			assertThat(head.statusLine()).isEqualTo("HTTP/1.1 " + status);
			assertThat(head.headers("X-A")).containsExactly("1");
			assertThat(head.header("Transfer-Encoding")).isNull();
		}
	}

	@Test
	void noContentHasNoContentLengthEvenIfTheApplicationGivesOne() {
		RawResponse head = headThenGet(get("/"),
				answering("204 No Content", Body.text("abc"), Header.of("Content-Length", "3")));
		assertThat(head.header("Content-Length")).isNull();
	}

	@Test
	void resetContentSaysThatItHasNoBody() {
		RawResponse head = headThenGet(get("/"), answering("205 Reset Content", Body.text("abc")));
		assertThat(head.headers("Content-Length")).containsExactly("0");
	}

	@Test
	void notModifiedKeepsTheContentLengthOfTheApplication() {
		RawResponse head = headThenGet(get("/"),
				answering("304 Not Modified", Body.empty(), Header.of("Content-Length", "1234")));
		assertThat(head.headers("Content-Length")).containsExactly("1234");
	}

	@Test
	void contentLengthOfABodyInMemoryIsSentOnHttp10Too() {
		RawResponse response = exchange(http10("GET", "/"), answering(Body.text("abc")));
		assertThat(response.headers("Content-Length")).containsExactly("3");
		assertThat(response.text()).isEqualTo("abc");
	}

	@Test
	void connectionIsKeptForTheNextRequest() {
		try (RawClient client = this.server.connect()) {
			for (Iterable<byte[]> body : List.<Iterable<byte[]>>of(Body.text("x"), ScriptedBody.blocks("x"),
					Body.of(bytes("x")), ScriptedBody.blocks("", "x"))) {
				this.server.serve(answering(body));
				assertThat(client.send(get("/")).readResponse().text()).isEqualTo("x");
			}
			assertThat(client.send(get("/", "Connection: close")).readResponse().status()).isEqualTo(200);
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void pipelinedRequestsAreAnsweredInTheirOrder() {
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			String path = (String) environ.get("PATH_INFO");
			return path.startsWith("/list") ? Body.text(path) : ScriptedBody.blocks(path, ";", path);
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/1") + get("/list2") + post("body").replace("POST /", "POST /3") + get("/list4"));
			assertThat(client.readResponse().text()).isEqualTo("/1;/1");
			assertThat(client.readResponse().text()).isEqualTo("/list2");
			assertThat(client.readResponse().text()).isEqualTo("/3;/3");
			assertThat(client.readResponse().text()).isEqualTo("/list4");
		}
	}

	@Test
	void dateIsThereOnceWhereTheApplicationGivesNone() {
		for (Iterable<byte[]> body : List.<Iterable<byte[]>>of(Body.text("x"), ScriptedBody.blocks("x"))) {
			List<String> dates = exchange(get("/"), answering(body)).headers("Date");
			assertThat(dates).hasSize(1);
			assertThat(ZonedDateTime.parse(dates.get(0), DateTimeFormatter.RFC_1123_DATE_TIME)).isNotNull();
		}
	}

	@Test
	void dateAndServerOfTheApplicationAreKept() {
		RawResponse response = exchange(get("/"), answering(Body.text("x"),
				Header.of("date", "Thu, 01 Jan 1970 00:00:00 GMT"), Header.of("Server", "mine")));
		assertThat(response.headers("Date")).containsExactly("Thu, 01 Jan 1970 00:00:00 GMT");
		assertThat(response.headers("Server")).containsExactly("mine");
	}

	private RawResponse headThenGet(String request, Application application) {
		this.server.serve(application);
		try (RawClient client = this.server.connect()) {
			RawResponse head = client.send(request).readHead();
			this.server.serve(answering(Body.text("next")));
			RawResponse next = client.send(get("/")).readResponse();
			assertThat(next.statusLine()).isEqualTo("HTTP/1.1 200 OK");
			assertThat(next.text()).isEqualTo("next");
			return head;
		}
	}

}
