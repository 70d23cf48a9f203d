package io.github.wsgi4j.http;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.Preconditions.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The conditions of requests for what has the tag {@code "v1"} and was modified on the
 * 5th of January, at 06:07:08 and a half.
 */
class PreconditionsTests {

	private static final Instant MODIFIED = Instant.parse("2026-01-05T06:07:08.5Z");

	private static final String SAME = "Mon, 05 Jan 2026 06:07:08 GMT";

	private static final String BEFORE = "Mon, 05 Jan 2026 06:07:07 GMT";

	private static final String AFTER = "Mon, 05 Jan 2026 06:07:09 GMT";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "IF_MATCH | \"v1\" | PROCEED", "IF_MATCH | * | PROCEED", "IF_MATCH | W/\"v1\" | FAILED",
					"IF_MATCH | \"v0\" | FAILED", "IF_MATCH | '' | FAILED",
					"IF_UNMODIFIED_SINCE | " + SAME + "|PROCEED", "IF_UNMODIFIED_SINCE | " + BEFORE + "|FAILED",
					"IF_UNMODIFIED_SINCE | never | PROCEED", "IF_NONE_MATCH | \"v0\", W/\"v1\" | NOT_MODIFIED",
					"IF_NONE_MATCH | * | NOT_MODIFIED", "IF_NONE_MATCH | \"v0\" | PROCEED",
					"IF_MODIFIED_SINCE | " + SAME + "|NOT_MODIFIED", "IF_MODIFIED_SINCE | " + AFTER + "|NOT_MODIFIED",
					"IF_MODIFIED_SINCE | " + BEFORE + "|PROCEED", "IF_MODIFIED_SINCE | yesterday | PROCEED" })
	void oneCondition(String name, String value, Outcome outcome) {
		assertThat(evaluate("GET", name, value)).isEqualTo(outcome);
		assertThat(evaluate("HEAD", name, value)).isEqualTo(outcome);
		boolean date = name.equals("IF_MODIFIED_SINCE");
		assertThat(evaluate("PUT", name, value))
			.isEqualTo(date ? Outcome.PROCEED : (outcome == Outcome.NOT_MODIFIED) ? Outcome.FAILED : outcome);
	}

	@Test
	void aTagCountsMoreThanADate() {
		assertThat(evaluate("GET", "IF_MATCH", "\"v1\"", "IF_UNMODIFIED_SINCE", BEFORE)).isEqualTo(Outcome.PROCEED);
		assertThat(evaluate("GET", "IF_NONE_MATCH", "\"v0\"", "IF_MODIFIED_SINCE", SAME)).isEqualTo(Outcome.PROCEED);
	}

	@Test
	void whatTheClientDoesNotWantComesBeforeWhatItHas() {
		assertThat(evaluate("GET", "IF_MATCH", "\"v0\"", "IF_NONE_MATCH", "\"v1\"")).isEqualTo(Outcome.FAILED);
		assertThat(evaluate("GET", "IF_UNMODIFIED_SINCE", SAME, "IF_NONE_MATCH", "\"v1\""))
			.isEqualTo(Outcome.NOT_MODIFIED);
	}

	@Test
	void aDateIsNoConditionWhereNoneIsKnown() {
		for (String name : new String[] { "IF_UNMODIFIED_SINCE", "IF_MODIFIED_SINCE" }) {
			assertThat(new Preconditions(environ("GET", name, BEFORE), null, null).evaluate())
				.isEqualTo(Outcome.PROCEED);
		}
	}

	@Test
	void aResponseToAChangeIsLeftAsItIs() {
		for (String[] condition : new String[][] { { "IF_MATCH", "\"v0\"" }, { "IF_NONE_MATCH", "*" },
				{ "IF_UNMODIFIED_SINCE", BEFORE } }) {
			for (String method : new String[] { "PUT", "POST", "DELETE", "PATCH" }) {
				assertThat(preconditions(method, condition).evaluateResponse()).isEqualTo(Outcome.PROCEED);
			}
		}
		assertThat(preconditions("GET", "IF_MATCH", "\"v0\"").evaluateResponse()).isEqualTo(Outcome.FAILED);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "\"v1\" | true", "W/\"v1\" | false", "\"v0\" | false", "* | false", "\"v0\", \"v1\" | false",
					SAME + "|true", BEFORE + "|false", AFTER + "|false", "nonsense | false", "'' | false" })
	void aRangeIsForWhatTheClientHas(String condition, boolean allowed) {
		assertThat(preconditions("GET", "IF_RANGE", condition).allowsRange()).isEqualTo(allowed);
	}

	@Test
	void aRangeNeedsNoCondition() {
		assertThat(preconditions("GET").allowsRange()).isTrue();
	}

	private static Outcome evaluate(String method, String... headers) {
		return preconditions(method, headers).evaluate();
	}

	private static Preconditions preconditions(String method, String... headers) {
		return new Preconditions(environ(method, headers), EntityTag.of("v1", false), MODIFIED);
	}

	private static Map<String, Object> environ(String method, String... headers) {
		Map<String, Object> environ = new HashMap<>(Map.of(Environ.REQUEST_METHOD, method));
		for (int i = 0; i < headers.length; i += 2) {
			environ.put("HTTP_" + headers[i], headers[i + 1]);
		}
		return environ;
	}

}
