package io.github.wsgi4j.middleware.content;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.middleware.TestBlocks;
import io.github.wsgi4j.middleware.Trial;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ETagTests {

	private final ETag etag = new ETag();

	@Test
	void sameBytesHaveTheSameTag() {
		String one = tag(Between.text("one"));
		assertThat(one).matches("W/\"[0-9a-f]{32}\"").isEqualTo(tag(Between.text("one")));
		assertThat(one).isEqualTo(tag(Between.answer("200 OK", Body.of(Trial.bytes("o"), Trial.bytes("ne")))));
		assertThat(one).isNotEqualTo(tag(Between.text("two")));
	}

	@Test
	void aHeadHasTheTagOfTheGet() {
		WsgiClient client = Between.validators(this.etag, Between.text("one"));
		assertThat(client.head("/").send().header("ETag")).isEqualTo(client.get("/").send().header("ETag"));
	}

	@ParameterizedTest
	@CsvSource({ "ETag, '\"mine\"'", "Last-Modified, 'Mon, 02 Jan 2023 03:04:05 GMT'",
			"Cache-Control, 'private, No-Store'" })
	void aResponseWithAValidatorOrNotToBeStoredIsLeftAlone(String name, String value) {
		WsgiResponse response = Between.validators(this.etag, Between.text("one", name, value)).get("/").send();
		assertThat(response.headers()).filteredOn((header) -> !header.name().equals("Content-Length"))
			.isEqualTo(Between.headers(name, value));
	}

	@ParameterizedTest
	@CsvSource({ "404 Not Found", "201 Created", "206 Partial Content" })
	void onlyA200HasOne(String status) {
		assertThat(tag(Between.answer(status, Body.text("one")))).isNull();
	}

	@Test
	void onlyGetAndHeadHaveOne() {
		assertThat(Between.validators(this.etag, Between.text("one")).post("/").send().header("ETag")).isNull();
	}

	@Test
	void emptyLargeAndStreamedBodiesHaveNone() {
		assertThat(tag(Between.text(""))).isNull();
		assertThat(Between.validators(this.etag.maxSize(3), Between.text("1234")).get("/").send().header("ETag"))
			.isNull();
		assertThat(Between.validators(this.etag.maxSize(3), Between.text("123")).get("/").send().header("ETag"))
			.isNotNull();
		TestBlocks blocks = new TestBlocks("one", "two");
		WsgiResponse response = Between.validators(this.etag, Between.answer("200 OK", blocks)).get("/").send();
		assertThat(response.header("ETag")).isNull();
		assertThat(response.blocks()).hasSize(2);
		assertThat(blocks.closed()).isOne();
	}

	@Test
	void theLastStartCounts() {
		WsgiResponse response = Between.validators(this.etag, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			startResponse.call("500 Internal Server Error", List.of(), new IllegalStateException());
			return Body.text("sorry");
		}).get("/").send();
		assertThat(response.code()).isEqualTo(500);
		assertThat(response.header("ETag")).isNull();
	}

	@Test
	void whatIsWrittenGoesOutAtOnce() {
		WsgiResponse response = Between.validators(this.etag, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of()).call(Trial.bytes("one"));
			return Body.text("two");
		}).get("/").send();
		assertThat(response.text()).isEqualTo("onetwo");
		assertThat(response.header("ETag")).isNull();
	}

	@Test
	void aStartAfterTheHeadersThrowsItsException() {
		IllegalStateException failure = new IllegalStateException("late");
		WsgiResponse response = Between.validators(this.etag, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of()).call(Trial.bytes("one"));
			startResponse.call("500 Internal Server Error", List.of(), failure);
			return Body.empty();
		}).get("/").send();
		assertThat(response.failure()).isSameAs(failure);
	}

	@Test
	void aLateStartGoesThrough() {
		Application late = (environ, startResponse) -> new TestBlocks("one").before(0,
				() -> startResponse.call("200 OK", List.of()));
		assertThat(Between.validators(this.etag, late).get("/").send().text()).isEqualTo("one");
	}

	@Test
	void aBodyThatCannotBeStartedIsClosed() {
		TestBlocks blocks = new TestBlocks("one");
		WsgiResponse response = WsgiClient.of(Between.answer("nonsense", blocks))
			.with(this.etag)
			.withoutValidation()
			.get("/")
			.send();
		assertThat(response.failure()).isInstanceOf(IllegalArgumentException.class);
		assertThat(blocks.closed()).isOne();
	}

	private String tag(Application application) {
		return Between.validators(this.etag, application).get("/").send().header("ETag");
	}

}
