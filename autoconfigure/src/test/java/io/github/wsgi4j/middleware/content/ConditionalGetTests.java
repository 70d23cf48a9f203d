package io.github.wsgi4j.middleware.content;

import java.util.List;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.middleware.TestBlocks;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionalGetTests {

	private static final String DATE = "Fri, 06 Nov 2020 03:04:05 GMT";

	private final ConditionalGet conditional = new ConditionalGet();

	@ParameterizedTest
	@ValueSource(strings = { "\"a,b\"", "W/\"a,b\"", "\"x\", \"a,b\"", "*", " W/\"y\" ,W/\"a,b\" " })
	void aTagThatTheClientHasIsNotSentAgain(String noneMatch) {
		WsgiResponse response = send("If-None-Match", noneMatch, "ETag", "W/\"a,b\"");
		assertThat(response.status()).isEqualTo("304 Not Modified");
		assertThat(response.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"a\"", "b", "\"x\"", "W/", "\"a,b", "" })
	void anotherTagIs(String noneMatch) {
		assertThat(send("If-None-Match", noneMatch, "ETag", "\"a,b\"").code()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { DATE + "|304", "Fri, 06 Nov 2020 03:04:06 GMT|304", "Fri, 06 Nov 2020 03:04:04 GMT|200",
					"Friday, 06-Nov-20 03:04:05 GMT|304", "Fri Nov  6 03:04:05 2020|304", "nonsense|200",
					"Thu, 06 Nov 2020 03:04:05 GMT|200" })
	void aDateCountsInAllItsForms(String since, int code) {
		assertThat(send("If-Modified-Since", since, "Last-Modified", DATE).code()).isEqualTo(code);
	}

	@Test
	void aTagCountsMoreThanADate() {
		WsgiResponse response = Between
			.validators(this.conditional, Between.text("text", "Last-Modified", DATE, "ETag", "\"a\""))
			.get("/")
			.header("If-None-Match", "\"b\"")
			.header("If-Modified-Since", DATE)
			.send();
		assertThat(response.code()).isEqualTo(200);
	}

	@Test
	void onlyWhatDescribesTheBodyIsLeftOut() {
		WsgiResponse response = send("If-None-Match", "\"a\"", "ETag", "\"a\"", "Content-Type", "text/plain",
				"Cache-Control", "max-age=1", "Content-Length", "4", "Vary", "Accept", "Set-Cookie", "a=b");
		assertThat(response.headers()).isEqualTo(
				Between.headers("ETag", "\"a\"", "Cache-Control", "max-age=1", "Vary", "Accept", "Set-Cookie", "a=b"));
	}

	@Test
	void theBodyIsClosedAndNotIterated() {
		TestBlocks blocks = new TestBlocks("one").before(0, () -> {
			throw new IllegalStateException("iterated");
		});
		WsgiResponse response = Between.validators(this.conditional, Between.answer("200 OK", blocks, "ETag", "\"a\""))
			.get("/")
			.header("If-None-Match", "\"a\"")
			.send();
		assertThat(response.code()).isEqualTo(304);
		assertThat(response.isComplete()).isTrue();
		assertThat(blocks.closed()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "404 Not Found", "500 Internal Server Error" })
	void onlyA200IsReplaced(String status) {
		WsgiResponse response = Between
			.validators(this.conditional, Between.answer(status, Body.text("x"), "ETag", "\"a\""))
			.get("/")
			.header("If-None-Match", "*")
			.send();
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.text()).isEqualTo("x");
	}

	@Test
	void onlyGetAndHeadAreConditional() {
		assertThat(Between.validators(this.conditional, Between.text("x", "ETag", "\"a\""))
			.put("/")
			.header("If-None-Match", "\"a\"")
			.send()
			.code()).isEqualTo(200);
		assertThat(Between.validators(this.conditional, Between.text("x", "ETag", "\"a\""))
			.head("/")
			.header("If-None-Match", "\"a\"")
			.send()
			.code()).isEqualTo(304);
	}

	@Test
	void anErrorTakesThePlaceOfA304() {
		WsgiResponse response = Between.validators(this.conditional, (environ, startResponse) -> {
			startResponse.call("200 OK", Between.headers("ETag", "\"a\""));
			startResponse.call("500 Internal Server Error", List.of(), new IllegalStateException());
			return Body.text("sorry");
		}).get("/").header("If-None-Match", "\"a\"").send();
		assertThat(response.code()).isEqualTo(500);
		assertThat(response.text()).isEqualTo("sorry");
	}

	@Test
	void itGoesWithETag() {
		var client = Between.validators(this.conditional.then(new ETag()), Between.text("text"));
		String tag = client.get("/").send().header("ETag");
		assertThat(client.get("/").header("If-None-Match", tag).send().code()).isEqualTo(304);
	}

	private WsgiResponse send(String name, String value, String... headers) {
		return Between.validators(this.conditional, Between.text("text", headers)).get("/").header(name, value).send();
	}

}
