package io.github.wsgi4j.test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RedirectionTests {

	/**
	 * Answers as its path says, which is /status/location, and else what it was asked.
	 */
	private final WsgiClient client = WsgiClient.of((environ, start) -> {
		String[] path = Environ.get(environ, Environ.PATH_INFO).split("/", 3);
		if (path.length == 3) {
			start.call(path[1] + " Elsewhere", List.of(Header.of("Location", path[2])));
			return Body.empty();
		}
		start.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
		return Body.text(environ.get("REQUEST_METHOD") + " " + environ.get("HTTP_HOST") + environ.get("REQUEST_URI")
				+ " " + environ.get("CONTENT_TYPE") + " "
				+ new String(Environ.input(environ).readAllBytes(), StandardCharsets.UTF_8));
	}).followingRedirects();

	@ParameterizedTest
	@CsvSource({ "301, POST, GET", "302, POST, GET", "301, PUT, PUT", "302, GET, GET", "303, PUT, GET", "303, GET, GET",
			"307, POST, POST", "308, PUT, PUT" })
	void methodBecomesGetWhereBrowsersDoSo(int status, String method, String next) {
		String body = next.equals(method) ? "text/plain; charset=utf-8 body" : "null ";
		assertThat(this.client.request(method, "/" + status + "/..%2Fend").text("body").send().text())
			.isEqualTo(next + " localhost/end " + body);
	}

	@Test
	void headStaysHead() {
		WsgiResponse response = this.client.head("/303/..%2Fend").send();
		assertThat(response.environ()).containsEntry("REQUEST_METHOD", "HEAD").containsEntry("PATH_INFO", "/end");
	}

	@ParameterizedTest
	@CsvSource({ "/end, localhost/end", "..%2F%3Fx=1, localhost/?x=1",
			"http:%2F%2Flocalhost:81%2Fend, localhost:81/end", "https:%2F%2FLOCALHOST%2Fend%23part, LOCALHOST/end",
			"%2F%2Flocalhost%2Fé, localhost/%C3%A9" })
	void locationIsResolved(String location, String url) {
		assertThat(this.client.get("/302/" + location).send().text()).isEqualTo("GET " + url + " null ");
	}

	@Test
	void hostHeaderStaysOneAndTheServerTheSame() {
		WsgiResponse response = this.client.get("http://localhost:8080/302/..%2Fend")
			.header("Host", "example.org")
			.send();
		assertThat(response.text()).isEqualTo("GET example.org/end null ");
		assertThat(response.environ()).containsEntry("wsgi4j.test.server", "http://localhost:8080");
	}

	@Test
	void queryAloneReplacesTheQuery() {
		WsgiResponse response = WsgiClient.of((environ, start) -> {
			boolean first = environ.get("QUERY_STRING").equals("page=1");
			start.call(first ? "302 Found" : "200 OK", first ? List.of(Header.of("Location", "?page=2")) : List.of());
			return Body.text(first ? "" : (String) environ.get("REQUEST_URI"));
		}).withoutValidation().followingRedirects().get("/a/b?page=1").send();
		assertThat(response.text()).isEqualTo("/a/b?page=2");
	}

	@ParameterizedTest
	@CsvSource({ "302, http:%2F%2Fexample.com%2F", "304, /end", "201, /end", "302, ''", "302, http:%2F%2F[",
			"302, mailto:ann@example.com" })
	void otherResponsesAreNotFollowed(int status, String location) {
		assertThat(this.client.get("/" + status + "/" + location).send().code()).isEqualTo(status);
	}

	@Test
	void redirectionOutOfTheMountIsNotFollowed() {
		WsgiClient mounted = this.client.environ((environ) -> environ.scriptName("/app"));
		assertThat(mounted.get("/app/302/%2Fother").send().code()).isEqualTo(302);
		WsgiResponse within = mounted.get("/app/302/%2Fapp%2Fend").header("X-Kept", "1").send();
		assertThat(within.environ()).containsEntry("SCRIPT_NAME", "/app")
			.containsEntry("PATH_INFO", "/end")
			.containsEntry("HTTP_X_KEPT", "1");
	}

	@Test
	void circleEnds() {
		WsgiClient circle = WsgiClient.of((environ, start) -> {
			start.call("302 Found", List.of(Header.of("Location", "/again")));
			return Body.empty();
		}).followingRedirects();
		assertThatIllegalStateException().isThrownBy(() -> circle.get("/").send())
			.withMessage("The client was redirected 21 times, at last to /again");
	}

	@Test
	void failureIsNotFollowed() {
		assertThat(WsgiClient.of((environ, start) -> {
			throw new IllegalArgumentException();
		}).followingRedirects().get("/").send().failure()).isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void cookiesOfRedirectionsAreKept() {
		WsgiClient login = WsgiClient.of((environ, start) -> {
			boolean post = environ.get("REQUEST_METHOD").equals("POST");
			start.call(post ? "303 See Other" : "200 OK",
					post ? List.of(Header.of("Location", "/home"), Header.of("Set-Cookie", "user=ann"))
							: List.of(Header.of("Content-Type", "text/plain")));
			return Body.text(post ? "" : "Hello " + environ.get("HTTP_COOKIE"));
		}).withCookies().followingRedirects();
		assertThat(login.post("/").field("name", "ann").send().text()).isEqualTo("Hello user=ann");
		assertThat(login.cookie("user", "/home")).isEqualTo("ann");
	}

}
