package io.github.wsgi4j.container.contract;

import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;

import static io.github.wsgi4j.container.contract.ScriptBody.blocks;
import static io.github.wsgi4j.container.contract.ScriptBody.list;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where responses end, and that the next one begins there.
 */
abstract class FramingContract extends InterfaceContract {

	FramingContract(Subject subject) {
		super(subject);
	}

	static Stream<ScriptBody> sixBytes() {
		return Stream.of(list("abcdef"), list("abc", "def"), blocks("abcdef"), blocks("abc", "def"),
				blocks("", "a", "b", "cdef"));
	}

	@ParameterizedTest
	@MethodSource("sixBytes")
	void contentLengthOfTheApplicationIsKept(ScriptBody body) {
		Answer response = exchange(Ask.get("/"), answering(body, Header.of("content-length", "6")));
		assertThat(response.headers("Content-Length")).containsExactly("6");
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.text()).isEqualTo("abcdef");
	}

	@ParameterizedTest
	@MethodSource("sixBytes")
	void bytesBeyondTheContentLengthAreCutAndLogged(ScriptBody body, CapturedOutput output) {
		Answer response = exchange(Ask.get("/"), breaking(answering(body, Header.of("Content-Length", "4"))));
		assertThat(response.text()).isEqualTo("abcd");
		assertThat(response.complete()).isTrue();
		await().untilAsserted(() -> assertThat(output).contains("longer than its Content-Length"));
	}

	@ParameterizedTest
	@MethodSource("sixBytes")
	void bodyOfTheContentLengthZeroIsCutAndLogged(ScriptBody body, CapturedOutput output) {
		Answer response = exchange(Ask.get("/"), breaking(answering(body, Header.of("Content-Length", "0"))));
		assertThat(response.text()).isEmpty();
		assertThat(response.complete()).isTrue();
		await().untilAsserted(() -> assertThat(output).contains("longer than its Content-Length"));
	}

	@ParameterizedTest
	@MethodSource("sixBytes")
	void fewerBytesThanTheContentLengthBreakTheResponseAndAreLogged(ScriptBody body, CapturedOutput output) {
		Answer response = exchange(Ask.get("/"), breaking(answering(body, Header.of("Content-Length", "8"))));
		assertThat(response.headers("Content-Length")).containsExactly("8");
		assertThat(response.text()).isEqualTo("abcdef");
		assertThat(response.complete()).isFalse();
		await().untilAsserted(() -> assertThat(output).contains("before its Content-Length"));
		assertAnswers();
	}

	@Test
	void noBytesOfAContentLengthBreakTheResponseAndAreLogged(CapturedOutput output) {
		Answer response = exchange(Ask.get("/"), breaking(answering(list(), Header.of("Content-Length", "8"))));
		assertThat(isWhole(response)).isFalse();
		await().untilAsserted(() -> assertThat(output).contains("before its Content-Length"));
		assertThat(isWhole(exchange(Ask.get("/"), breaking(answering(blocks(), Header.of("Content-Length", "8"))))))
			.isFalse();
		assertAnswers();
	}

	@ParameterizedTest
	@MethodSource("sixBytes")
	void headHasTheHeadersOfTheGetAndNoBody(ScriptBody body) {
		Header[] headers = { Header.of("Content-Length", "6"), Header.of("X-A", "1") };
		Answer head = exchange(Ask.request("HEAD", "/"), answering("201 Made", body, headers));
		assertStatus(head, "201 Made");
		assertThat(head.headers("Content-Length")).containsExactly("6");
		assertThat(head.headers("X-A")).containsExactly("1");
	}

	@Test
	void headOfABodyInMemoryHasItsContentLength() {
		Answer head = exchange(Ask.request("HEAD", "/"), answering(list("abc", "def")));
		assertThat(head.headers("Content-Length")).containsExactly("6");
	}

	@Test
	void headOfAnEmptyBodyKeepsTheContentLengthOfTheApplication() {
		Answer head = exchange(Ask.request("HEAD", "/"), answering(list(), Header.of("Content-Length", "1234")));
		assertThat(head.headers("Content-Length")).containsExactly("1234");
	}

	@ParameterizedTest
	@ValueSource(strings = { "204 No Content", "304 Not Modified", "205 Reset Content" })
	void statusThatForbidsABodyHasHeadersOnly(String status) {
		for (ScriptBody body : List.of(list(), list("abc"), blocks(), blocks("abc", "def"))) {
			Answer head = exchange(Ask.get("/"), answering(status, body, Header.of("X-A", "1")));
			assertStatus(head, status);
			assertThat(head.headers("X-A")).containsExactly("1");
			assertThat(head.header("Transfer-Encoding")).isNull();
		}
	}

	@Test
	void resetContentSaysThatItHasNoBody() {
		Answer head = exchange(Ask.get("/"), answering("205 Reset Content", list("abc")));
		assertThat(head.headers("Content-Length")).containsExactly("0");
	}

	@Test
	void dateAndServerOfTheApplicationAreKept() {
		Answer response = exchange(Ask.get("/"),
				answering(list("x"), Header.of("date", "Thu, 01 Jan 1970 00:00:00 GMT"), Header.of("Server", "mine")));
		assertThat(response.headers("Date")).containsExactly("Thu, 01 Jan 1970 00:00:00 GMT");
		assertThat(response.headers("Server")).containsExactly("mine");
	}

	// A server that has not begun yet may answer an error instead.
	private static boolean isWhole(Answer answer) {
		return answer.status() == 200 && answer.complete();
	}

}
