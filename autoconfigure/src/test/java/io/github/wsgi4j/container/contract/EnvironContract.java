package io.github.wsgi4j.container.contract;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, environ Variables.
 */
public abstract class EnvironContract extends InterfaceContract {

	public EnvironContract(Subject subject) {
		super(subject);
	}

	@Test
	void everyCgiValueIsAStringOfCodePointsBelowU0100AndNoneIsNull() {
		Map<String, Object> environ = environOf(
				Ask.get("/%E2%82%AC?%C3%A9", "X-A: \u00E2\u0082\u00AC", "Cookie: \u00FF=1"));
		assertThat(environ).doesNotContainValue(null);
		environ.forEach((name, value) -> {
			if (name.matches("[A-Z0-9_]+")) {
				assertThat(value).as(name).isInstanceOf(String.class);
				assertThat(((String) value).chars()).as(name).allMatch((c) -> c < 0x100);
			}
		});
	}

	@Test
	void noHeaderIsThereThatNobodySent() {
		assertThat(environOf(Ask.get("/"))).doesNotContainKey("HTTP_TRANSFER_ENCODING")
			.allSatisfy((name, value) -> assertThat(name).doesNotStartWith("HTTP_X_HTTP2_"));
	}

	@Test
	void keysOfTheServersOwnAreLowerCaseWithAPrefix() {
		assertThat(environOf(Ask.get("/")).keySet()).allMatch((name) -> name.matches("[A-Z0-9_]+|[a-z0-9]+\\.[a-z_]+"));
	}

	@Test
	void wsgiVariablesHaveTheirTypes() {
		Map<String, Object> environ = environOf(Ask.get("/"));
		assertThat(environ).containsEntry("wsgi.version", List.of(1, 0))
			.containsEntry("wsgi.url_scheme", this.subject.scheme())
			.containsEntry("wsgi.multithread", true)
			.containsEntry("wsgi.multiprocess", false)
			.containsEntry("wsgi.run_once", false)
			.containsEntry("wsgi.input_terminated", true);
		assertThat(environ).containsKeys("wsgi.input", "wsgi.errors", "wsgi.file_wrapper");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "purge" })
	void requestMethodIsAsSent(String method) {
		assertThat(environOf(Ask.request(method, "/"))).containsEntry("REQUEST_METHOD", method);
	}

	@ParameterizedTest
	@CsvSource({ "/, /", "/a/b, /a/b", "/a/b/, /a/b/", "/a%20b+c, '/a b+c'", "/caf%C3%A9, /caf\u00C3\u00A9",
			"/a;b=%3B, /a;b=;", "/%3F%23, /?#" })
	void pathInfoIsPercentDecodedToBytesAndReadAsLatin1(String target, String pathInfo) {
		assertThat(environOf(Ask.get(target))).containsEntry("PATH_INFO", pathInfo)
			.containsEntry("SCRIPT_NAME", "")
			.containsEntry("REQUEST_URI", target);
	}

	@ParameterizedTest
	@CsvSource({ "/, ''", "/?, ''", "/?a=1&b=%20+%C3%A9%2F, a=1&b=%20+%C3%A9%2F", "/?a=?b/, a=?b/", "/%3F?x, x",
			"/?%FF, %FF" })
	void queryStringStaysEncodedAndIsEmptyWhenThereIsNone(String target, String queryString) {
		assertThat(environOf(Ask.get(target))).containsEntry("QUERY_STRING", queryString);
	}

	@Test
	void contentTypeAndContentLengthHaveNoHttpTwin() {
		Map<String, Object> environ = environOf(Ask.post("abc", "Content-Type: text/plain; charset=x"));
		assertThat(environ).containsEntry("CONTENT_TYPE", "text/plain; charset=x")
			.containsEntry("CONTENT_LENGTH", "3")
			.doesNotContainKeys("HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH");
	}

	@Test
	void contentTypeAndContentLengthAreAbsentWhenTheRequestHasNone() {
		assertThat(environOf(Ask.get("/"))).doesNotContainKeys("CONTENT_TYPE", "CONTENT_LENGTH");
	}

	@Test
	void contentLengthOfAnEmptyBodyIsZero() {
		assertThat(environOf(Ask.post(""))).containsEntry("CONTENT_LENGTH", "0");
	}

	@Test
	void httpVariablesMirrorTheHeaders() {
		Map<String, Object> environ = environOf(Ask.get("/", "X-Foo-bar9: Some value", "x.y: z", "Accept: */*"));
		assertThat(environ).containsKey("HTTP_HOST")
			.containsEntry("HTTP_X_FOO_BAR9", "Some value")
			.containsEntry("HTTP_X.Y", "z")
			.containsEntry("HTTP_ACCEPT", "*/*");
	}

	@Test
	void headerValuesAreReadAsLatin1() {
		assertThat(environOf(Ask.get("/", "X-A: caf\u00C3\u00A9 \u00FF"))).containsEntry("HTTP_X_A",
				"caf\u00C3\u00A9 \u00FF");
	}

	@Test
	void repeatedHeadersAreJoinedWithACommaAndCookiesWithASemicolon() {
		Map<String, Object> environ = environOf(
				Ask.get("/", "X-A: 1", "Cookie: a=1", "x-a: 2", "cookie: b=2", "X-A: 3,4"));
		assertThat(environ).containsEntry("HTTP_X_A", "1,2,3,4").containsEntry("HTTP_COOKIE", "a=1; b=2");
	}

	@Test
	void headersWithAnUnderscoreAreDropped() {
		Map<String, Object> environ = environOf(
				Ask.get("/", "X_Real_IP: forged", "X-Real-IP: true", "X_Other: forged"));
		assertThat(environ).containsEntry("HTTP_X_REAL_IP", "true").doesNotContainKey("HTTP_X_OTHER");
	}

	@Test
	void forwardedHeadersAreHeadersLikeAnyOtherByDefault() {
		Map<String, Object> environ = environOf(Ask.get("/x", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: ftp",
				"X-Forwarded-Host: forged.example", "X-Forwarded-Prefix: /forged", "Forwarded: for=192.0.2.1"));
		assertThat(environ).containsEntry("REMOTE_ADDR", "127.0.0.1")
			.containsEntry("wsgi.url_scheme", this.subject.scheme())
			.containsEntry("SCRIPT_NAME", "")
			.containsEntry("HTTP_X_FORWARDED_FOR", "192.0.2.1");
		assertThat((String) environ.get("SERVER_NAME")).isNotEqualTo("forged.example");
	}

	@Test
	void theServerSaysWhereItIsAndWhatItSpeaks() {
		Map<String, Object> environ = environOf(Ask.get("/"));
		assertThat(environ).containsEntry("SERVER_PORT", Integer.toString(this.subject.port()))
			.containsEntry("SERVER_PROTOCOL", this.subject.protocol());
		assertThat((String) environ.get("SERVER_NAME")).isNotEmpty();
		assertThat(environ.get("HTTPS")).isEqualTo(this.subject.scheme().equals("https") ? "on" : null);
	}

	@Test
	void remoteAddressIsThatOfTheClient() {
		Map<String, Object> environ = environOf(Ask.get("/"));
		assertThat(environ).containsEntry("REMOTE_ADDR", "127.0.0.1").doesNotContainKey("REMOTE_USER");
		assertThat((String) environ.get("REMOTE_PORT")).matches("[1-9][0-9]*");
	}

}
