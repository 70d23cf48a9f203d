package io.github.wsgi4j.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What two applications may do differently. What a replay may not is in
 * {@link RecorderTests}.
 */
class ComparisonTests {

	@Test
	void partsThatAreMadeUpDoNotCount() {
		Comparison comparison = comparison(null).ignoring(List.of("X-Build"));
		assertThat(comparison.differences(
				recording("404 NOT FOUND", "", "Date", "1", "Server", "a", "X-Request-Id", "1", "traceparent", "1",
						"x-build", "1", "ETag", "\"1\"", "Set-Cookie", "a=1; Path=/", "Set-Cookie", "b=2",
						"Content-Length", "0", "Content-Type", "text/html;charset=UTF-8"),
				recording("404 Not Found", "", "date", "2", "etag", "W/\"2\"", "Set-Cookie", "b=3", "Set-Cookie", "a=4",
						"Content-Type", "text/html; charset=utf-8")))
			.isEmpty();
	}

	@Test
	void everythingElseCounts() {
		assertThat(comparison(null).differences(
				recording("200 OK", "a", "ETag", "1", "Set-Cookie", "a=1", "X-A", "1", "Content-Type", "text/plain"),
				recording("201 Created", "b", "Set-Cookie", "b=1", "X-A", "2", "Content-Type", "text/html")))
			.extracting(Difference::subject)
			.containsExactly("status", "header Content-Type", "header ETag", "header Set-Cookie", "header X-A", "body");
		assertThat(comparison(null).differences(recording(null, ""), recording("200", ""))).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "application/json | {\"a\": 1, \"b\": [1, {}]} | {\"b\":[1,{}],\"a\":1}",
					"application/problem+json; charset=utf-8 | {\"a\": \"\\u00e9\"} | {\"a\":\"\u00E9\"}",
					"text/html | token 123 | token 4", "application/json | {\"a\": 123} | {\"a\":4}",
					"application/xml | <a>1</a> | <a>2</a>", "image/svg+xml | <a>1</a> | <a>2</a>",
					"application/javascript | a(1) | a(2)", "application/json | {1 | {2" })
	void bodiesCompareInTheFormOfTheirType(String type, String before, String now) {
		assertThat(comparison(null).differences(recording("200 OK", before, "Content-Type", type),
				recording("200 OK", now, "Content-Type", type)))
			.isEmpty();
		assertThat(comparison(ComparedAs.BYTES).differences(recording("200 OK", before, "Content-Type", type),
				recording("200 OK", now, "Content-Type", type)))
			.hasSize(1);
		assertThat(comparison(null).differences(
				recording("200 OK", before, "Content-Encoding", "br", "Content-Type", type),
				recording("200 OK", now, "Content-Encoding", "br", "Content-Type", type)))
			.hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/octet-stream", "" })
	void otherTypesAreBytes(String type) {
		Recording before = recording("200 OK", "1", "Content-Type", type);
		Recording now = recording("200 OK", "2", "Content-Type", type);
		assertThat(comparison(null).differences(before, now)).hasSize(1);
		assertThat(comparison(ComparedAs.TEXT).differences(before, now)).isEmpty();
		assertThat(comparison(ComparedAs.JSON).differences(before, now)).isEmpty();
	}

	@Test
	void textIsReadInItsCharset() {
		Comparison comparison = comparison(null).ignoring(List.of("Content-Type"));
		Recording utf8 = recording("200 OK", "caf\u00E9", "Content-Type", "text/plain");
		assertThat(comparison.differences(utf8, recording("200 OK", "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1),
				"Content-Type", "text/plain; charset=\"iso-8859-1\"")))
			.isEmpty();
		assertThat(comparison.differences(utf8,
				recording("200 OK", "caf\u00E9", "Content-Type", "text/plain; charset=no/such")))
			.hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/json", "text/plain; charset=us-ascii" })
	void bytesThatAreNoCharactersCompareAsBytes(String type) {
		Recording before = recording("200 OK", "\"caf\u00E9 1\"".getBytes(StandardCharsets.ISO_8859_1), "Content-Type",
				type);
		assertThat(comparison(null).differences(before,
				recording("200 OK", "\"caf\u00E9 2\"".getBytes(StandardCharsets.ISO_8859_1), "Content-Type", type)))
			.isEmpty();
		assertThat(comparison(null).differences(before,
				recording("200 OK", "\"caf\u00E8 1\"".getBytes(StandardCharsets.ISO_8859_1), "Content-Type", type)))
			.hasSize(1);
		assertThat(comparison(null).differences(before, recording("200 OK", "\"caf\u00E9 1\"", "Content-Type", type)))
			.hasSize(1);
	}

	@Test
	void formsAreNotAppliedToAPartOfABody() {
		Recording whole = recording("200 OK", "{}", "Content-Type", "application/json");
		Recording cut = new Recording(Map.of(), whole.request(), whole.requestBody(), whole.response(),
				new RecordedBody(List.of("{} ".getBytes(StandardCharsets.UTF_8)), 10, RecordedBody.OPEN));
		assertThat(comparison(null).differences(whole, cut)).extracting(Difference::text)
			.containsExactly("The body had 2 bytes and has 10");
		assertThat(comparison(null).differences(cut, whole)).hasSize(1);
	}

	private static Comparison comparison(ComparedAs as) {
		JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
		return Comparison.ofApplications(as, List.of(Pattern.compile("[0-9]+")),
				(json) -> mapper.writeValueAsBytes(mapper.readValue(json, Object.class)));
	}

	private static Recording recording(String status, String body, String... headers) {
		return recording(status, body.getBytes(StandardCharsets.UTF_8), headers);
	}

	private static Recording recording(String status, byte[] body, String... headers) {
		List<Header> list = new ArrayList<>();
		for (int i = 0; i < headers.length; i += 2) {
			list.add(Header.of(headers[i], headers[i + 1]));
		}
		RecordedBody none = new RecordedBody(List.of(), 0, RecordedBody.WHOLE);
		return new Recording(Map.of(), new RecordedHead("GET / HTTP/1.1", List.of()), none,
				(status != null) ? new RecordedHead(status, list) : null,
				new RecordedBody(List.of(body), body.length, RecordedBody.WHOLE));
	}

}
