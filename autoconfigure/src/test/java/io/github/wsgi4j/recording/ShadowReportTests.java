package io.github.wsgi4j.recording;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.recording.ShadowResult.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShadowReportTests {

	private static final Comparison COMPARISON = Comparison.ofApplications(null, List.of(), UnaryOperator.identity());

	private static final RecordedBody EMPTY = new RecordedBody(List.of(), 0, RecordedBody.WHOLE);

	@Test
	void resultsAreCountedByRoute() {
		ShadowReport report = report(0);
		assertThat(report.add(result("GET /a", Outcome.AGREED))).isTrue();
		assertThat(report.add(result("GET /a", Outcome.AGREED))).isFalse();
		assertThat(report.add(result("GET /a", Outcome.DIFFERED, "status", "header X-A"))).isTrue();
		assertThat(report.add(result("GET /a", Outcome.DIFFERED, "status"))).isFalse();
		assertThat(report.add(result("GET /b", Outcome.FAILED))).isTrue();
		report.add(result("GET /b", Outcome.SKIPPED));
		report.add(result("GET /b", Outcome.DROPPED));
		assertThat(report.getRoutes()).containsExactly(
				new ShadowReport.Route("GET /a", 4, 2, 2, Map.of("status", 2L, "header X-A", 1L), 0, 0, 0),
				new ShadowReport.Route("GET /b", 0, 0, 0, Map.of(), 1, 1, 1));
		assertThat(report.count(Outcome.AGREED)).isEqualTo(2);
		assertThat(report.getExamples()).isEmpty();
	}

	@Test
	void routesAndHeadersThatAreMadeUpFillNoMemory() {
		ShadowReport report = report(0);
		for (int i = 0; i < 1000; i++) {
			report.add(result("GET /" + i, Outcome.AGREED));
			report.add(result("GET /0", Outcome.DIFFERED, "header X-" + i));
		}
		assertThat(report.getRoutes()).hasSize(201)
			.contains(new ShadowReport.Route("other", 800, 800, 0, Map.of(), 0, 0, 0));
		assertThat(report.getRoutes().get(0).differences()).hasSize(51).containsEntry("other", 950L);
	}

	@Test
	void lastExamplesAreKeptWithoutSecrets() {
		ShadowReport report = report(2);
		for (int i = 0; i < 3; i++) {
			Recording primary = recording("200 OK", "X-Key", "secret", "Set-Cookie", "a=secret", "X-A", "1");
			Recording shadow = recording("404 Not Found", "X-Key", "secrets", "Set-Cookie", "b=secret", "X-A", "2");
			report.add(ShadowResult.of("GET /" + i, COMPARISON.differences(primary, shadow), primary, shadow));
			report.add(ShadowResult.of("GET /same", Outcome.AGREED, "", null));
		}
		assertThat(report.getExamples()).extracting(ShadowReport.Example::route).containsExactly("GET /1", "GET /2");
		ShadowReport.Example example = report.getExamples().get(0);
		assertThat(example.differences()).containsExactly("The status was 200 OK and is 404 Not Found",
				"The header X-A was [1] and is [2]");
		assertThat(example.primary()).contains("WSGI recording 1", "< Set-Cookie: (redacted)", "< X-Key: (redacted)",
				"> Cookie: (redacted)");
		assertThat(example.toString()).doesNotContain("secret");
	}

	@Test
	void exampleThatTakesItsTimeKeepsNobodyWaiting() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch others = new CountDownLatch(1);
		Comparison slow = Comparison.ofApplications(ComparedAs.JSON, List.of(), (json) -> {
			begun.countDown();
			try {
				assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return json;
		});
		ShadowReport report = new ShadowReport("items", 1, List.of(), slow);
		Recording recording = recording("200 OK", "X-A", "1", "X-B", "2", "X-C", "3");
		CompletableFuture<Boolean> added = CompletableFuture
			.supplyAsync(() -> report.add(ShadowResult.of("GET /", List.of(), recording, recording)));
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(CompletableFuture.supplyAsync(() -> report.add(result("GET /", Outcome.DROPPED))))
			.succeedsWithin(Duration.ofSeconds(5));
		others.countDown();
		assertThat(added.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(report.getExamples()).hasSize(1);
	}

	private static ShadowReport report(int examples) {
		return new ShadowReport("items", examples, List.of("x-key"), COMPARISON);
	}

	private static ShadowResult result(String route, Outcome outcome, String... subjects) {
		return new ShadowResult(route, outcome,
				List.of(subjects).stream().map((subject) -> new Difference(subject, "")).toList(), "", null, null,
				null);
	}

	private static Recording recording(String status, String... headers) {
		return new Recording(Map.of(),
				new RecordedHead("GET / HTTP/1.1", List.of(Header.of("Cookie", "session=secret"))), EMPTY,
				new RecordedHead(status, List.of(Header.of(headers[0], headers[1]), Header.of(headers[2], headers[3]),
						Header.of(headers[4], headers[5]))),
				EMPTY);
	}

}
