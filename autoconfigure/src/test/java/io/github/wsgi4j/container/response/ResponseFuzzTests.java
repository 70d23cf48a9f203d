package io.github.wsgi4j.container.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.FuzzServer;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.RuleBreaker;
import io.github.wsgi4j.container.support.WireParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that an application answers splits a response, and none looks whole that is
 * not: what arrives is what was given to {@code start_response} and no byte more.
 */
class ResponseFuzzTests {

	private static final Set<String> OF_THE_SERVER = Set.of("date", "content-length", "transfer-encoding",
			"connection");

	private static FuzzServer server;

	@BeforeAll
	static void start() {
		server = new FuzzServer();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@FuzzTest
	void aResponseIsRefusedOrArrivesAsItWasGiven(FuzzedDataProvider data) {
		boolean head = data.consumeBoolean();
		String protocol = data.pickValue(List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.0"));
		FuzzedResponse given = FuzzedResponse.of(data);
		WireParser parser = server.exchange(RuleBreaker.breaking((environ, start) -> {
			if ("/last".equals(environ.get("PATH_INFO"))) {
				start.call("200 Last", List.of());
				return Body.text("last");
			}
			return given.call(environ, start);
		}), Contract.bytes((head ? "HEAD" : "GET") + " / " + protocol + "\r\nHost: localhost\r\n\r\n"), head);
		RawResponse response = parser.isAtEnd() ? null : parser.next(head);
		boolean whole = given.refused() || given.isWhole(head);
		if (whole || response != null) {
			assertThat(response).as("%s", given).isNotNull();
			assertHead(given, response, protocol);
			assertBody(given, response, head, protocol);
		}
		assertLast(given, parser, whole && protocol.equals("HTTP/1.1"));
		server.assertNoLeaks();
	}

	private static void assertHead(FuzzedResponse given, RawResponse response, String protocol) {
		if (given.refused()) {
			assertThat(response.statusLine()).endsWith(" 200 OK");
			assertThat(response.header("X-Refused")).isEqualTo("1");
			return;
		}
		if (given.failsBeforeTheHead()) {
			assertThat(response.status()).as("%s", given).isEqualTo(500);
			return;
		}
		assertThat(response.statusLine()).as("%s", given)
			.isIn(protocol + " " + given.status(), "HTTP/1.1 " + given.status());
		Map<String, List<String>> actual = byName(
				response.headers().stream().map((line) -> line.split(": ", 2)).toList());
		Map<String, List<String>> expected = byName(given.headers()
			.stream()
			.map((header) -> new String[] { header.name(), header.value().strip() })
			.toList());
		if (response.status() == 204) {
			assertThat(actual).doesNotContainKey("content-length");
			expected.remove("content-length");
		}
		if (response.status() == 205) {
			expected.replace("content-length", List.of("0"));
		}
		assertThat(actual).as("%s", given).containsAllEntriesOf(expected);
		actual.keySet().removeAll(expected.keySet());
		assertThat(OF_THE_SERVER).as("%s", given).containsAll(actual.keySet());
	}

	private static void assertBody(FuzzedResponse given, RawResponse response, boolean head, String protocol) {
		if (given.refused() || given.failsBeforeTheHead()) {
			return;
		}
		if (given.isWhole(head)) {
			assertThat(response.complete()).as("%s in answer to %s", response, given).isTrue();
			assertThat(response.body()).as("%s", given).isEqualTo(given.expectedBody(head));
			return;
		}
		assertThat(response.complete()).as("%s in answer to %s", response, given).isFalse();
		assertThat(Contract.text(given.body())).as("%s", given).startsWith(response.text());
		if (protocol.equals("HTTP/1.0")) {
			assertThat(response.header("Transfer-Encoding")).isNull();
		}
	}

	private static void assertLast(FuzzedResponse given, WireParser parser, boolean expected) {
		if (parser.isAtEnd()) {
			assertThat(expected && !given.mayEndTheConnection()).as("%s ended the connection", given).isFalse();
			return;
		}
		RawResponse last = parser.next(false);
		assertThat(last.statusLine()).as("%s", given).isEqualTo("HTTP/1.1 200 Last");
		assertThat(last.text()).isEqualTo("last");
		assertThat(parser.isAtEnd()).isTrue();
	}

	private static Map<String, List<String>> byName(List<String[]> headers) {
		return headers.stream()
			.collect(Collectors.groupingBy((header) -> header[0].toLowerCase(Locale.ROOT),
					Collectors.mapping((header) -> header[1], Collectors.toCollection(ArrayList::new))));
	}

}
