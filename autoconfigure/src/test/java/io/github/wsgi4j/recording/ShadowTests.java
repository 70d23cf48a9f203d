package io.github.wsgi4j.recording;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.PublisherBody;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.recording.ShadowResult.Outcome;
import io.github.wsgi4j.test.Calls;
import io.github.wsgi4j.test.CountedBody;
import io.github.wsgi4j.middleware.LateAnswer;
import io.github.wsgi4j.middleware.LateStartContract;
import io.github.wsgi4j.middleware.LateStartContract.Scenario;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShadowTests {

	private static final Comparison COMPARISON = Comparison.ofApplications(null, List.of(), UnaryOperator.identity());

	private static final Application HELLO = (environ, start) -> Calls.answering(Body.text("hello"))
		.call(environ, start);

	private final List<ShadowResult> results = new ArrayList<>();

	private final StringWriter errors = new StringWriter();

	private Executor executor = Runnable::run;

	private double sample = 1;

	private boolean hasTime = true;

	private int maxBody = 100;

	private int maxConcurrent = 1;

	private Duration timeout = Duration.ofSeconds(20);

	@Test
	void clientIsAnsweredByThePrimary() {
		WsgiResponse response = client(HELLO, Calls.answering(Body.text("hallo"))).get("/items/5;session=1?a=b").send();
		assertThat(response.text()).isEqualTo("hello");
		assertThat(response.failure()).isNull();
		assertThat(this.results).singleElement().satisfies((result) -> {
			assertThat(result.outcome()).isEqualTo(Outcome.DIFFERED);
			assertThat(result.route()).isEqualTo("GET /items/5");
			assertThat(result.differences()).containsExactly(
					new Difference("body", "The body differs from byte 1 on: it was 'ello' and is 'allo'"));
		});
	}

	@Test
	void theMostCallsMayBeAsManyAsThereAre() {
		this.maxConcurrent = Integer.MAX_VALUE;
		client(HELLO, HELLO).get("/").send();
		assertThat(this.results).extracting(ShadowResult::outcome).containsExactly(Outcome.AGREED);
	}

	@Test
	void selectionThatFailsIsNotTheClientsFault() {
		ShadowSettings settings = new ShadowSettings((environ) -> {
			throw new IllegalArgumentException("no groups");
		}, 1, () -> true, this.maxBody, 1, this.timeout, COMPARISON, Set.of(), () -> new PrintWriter(this.errors));
		Application application = new Shadow(HELLO, settings, this.executor, this.results::add).wrap(HELLO);
		assertThat(WsgiClient.of(application).get("/items").send().text()).isEqualTo("hello");
		assertThat(this.results).singleElement().satisfies((result) -> {
			assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
			assertThat(result.route()).isEqualTo("GET /items");
			assertThat(result.failure()).hasMessage("no groups");
		});
	}

	@Test
	@Timeout(30)
	void comparisonThatDoesNotEndIsInterrupted() {
		this.timeout = Duration.ofMillis(200);
		this.maxBody = 10_000;
		Comparison endless = Comparison.ofApplications(ComparedAs.TEXT, List.of(Pattern.compile("(?:(a+)+)\\1c")),
				UnaryOperator.identity());
		Application application = Calls.answering(Body.text("a".repeat(5000)));
		WsgiClient.of(new Shadow(application, settings(endless), this.executor, this.results::add).wrap(application))
			.get("/")
			.send();
		assertThat(this.results).singleElement().satisfies((result) -> {
			assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
			assertThat(result.reason()).isEqualTo("it took longer than 200 ms");
		});
	}

	@Test
	void bodyThatIsClosedTwiceIsComparedOnce() throws Exception {
		for (Application primary : List.of(HELLO, Calls.answering(() -> List.of(new byte[1]).iterator()))) {
			Iterable<byte[]> body = shadow(primary).wrap(primary)
				.call(EnvironBuilder.of("GET", "/").build(), (status, headers, failure) -> (block) -> {
				});
			body.forEach((block) -> {
			});
			((AutoCloseable) body).close();
			((AutoCloseable) body).close();
		}
		assertThat(this.results).extracting(ShadowResult::outcome).containsExactly(Outcome.AGREED, Outcome.AGREED);
	}

	@Test
	void sameAnswerAgrees() {
		client(HELLO, HELLO).get("/").send();
		client(HELLO, HELLO).head("/").send();
		client(HELLO, HELLO).head("/caf%C3%A9").send();
		assertThat(this.results).extracting(ShadowResult::outcome).containsOnly(Outcome.AGREED);
		assertThat(this.results).extracting(ShadowResult::route)
			.containsExactly("GET /", "HEAD /", "HEAD /caf\\xC3\\xA9");
	}

	@Test
	void routeIsOneLine() {
		client(HELLO, HELLO).get("/x%0A2026-11-30%20ERROR%1B[31m").send();
		assertThat(this.results).extracting(ShadowResult::route).containsExactly("GET /x\\n2026-11-30 ERROR\\x1B[31m");
	}

	@Test
	void shadowIsAskedTheSameWithoutTheObjectsOfTheExchange() {
		Map<String, Object> seen = new HashMap<>();
		Application echo = Calls.echo();
		Application shadow = (environ, start) -> {
			seen.putAll(environ);
			((PrintWriter) environ.get(Environ.WSGI_ERRORS)).println("told");
			return echo.call(environ, start);
		};
		Application primary = (environ, start) -> {
			environ.put(Environ.SCRIPT_NAME, "/changed");
			return echo.call(environ, start);
		};
		WsgiResponse response = client(primary, shadow)
			.environ((environ) -> environ.variable(Environ.EXCHANGE, new Object())
				.variable("wsgi4j.session", Map.of())
				.variable("wsgi4j.json", this)
				.variable(Environ.AUTHORITIES, "ROLE_USER")
				.variable(Environ.REMOTE_USER, "jane"))
			.post("/x?a=b")
			.header("X-A", "1")
			.text("body")
			.send();
		assertThat(response.errors()).isEmpty();
		assertThat(this.errors).hasToString("told" + System.lineSeparator());
		assertThat(outcome()).isEqualTo(Outcome.AGREED);
		assertThat(seen).containsEntry(Environ.REMOTE_USER, "jane")
			.containsEntry(Environ.AUTHORITIES, "ROLE_USER")
			.containsEntry("HTTP_X_A", "1")
			.containsEntry(Environ.QUERY_STRING, "a=b")
			.containsEntry(Environ.SCRIPT_NAME, "")
			.containsEntry("wsgi4j.json", this)
			.containsEntry(Environ.INPUT_COMPLETE, true)
			.containsKeys(Environ.WSGI_VERSION, Environ.WSGI_FILE_WRAPPER, Environ.WSGI_MULTITHREAD)
			.doesNotContainKeys(Environ.EXCHANGE, "wsgi4j.session");
	}

	@Test
	void routeIsThePatternOfEitherApplication() {
		client(patterned(HELLO, "/items/<int:id>"), patterned(HELLO, "/items/{id}")).get("/items/1").send();
		client(HELLO, patterned(HELLO, "/items/{id}")).get("/items/1").send();
		assertThat(this.results).extracting(ShadowResult::route)
			.containsExactly("GET /items/<int:id>", "GET /items/{id}");
	}

	@Test
	void publishersBodyStaysOneAndIsComparedWhenItHasEnded() throws Exception {
		SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>();
		Application primary = (environ, start) -> Body.startLate(Body.from(publisher), () -> {
			environ.put(Environ.PATTERN, "/late");
			start.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
		});
		List<String> statuses = new ArrayList<>();
		Iterable<byte[]> body = shadow(HELLO).wrap(primary)
			.call(EnvironBuilder.of("GET", "/").build(), (status, headers, excInfo) -> {
				statuses.add(status);
				return (block) -> {
				};
			});
		assertThat(statuses).isEmpty();
		try (PublisherBody published = (PublisherBody) body) {
			Iterator<byte[]> blocks = published.iterator();
			publisher.submit(Calls.bytes("hel"));
			assertThat(blocks.next()).isEqualTo(Calls.bytes("hel"));
			assertThat(statuses).containsExactly("200 OK");
			publisher.submit(Calls.bytes("lo"));
			publisher.close();
			assertThat(blocks.next()).isEqualTo(Calls.bytes("lo"));
			assertThat(blocks.hasNext()).isFalse();
			assertThat(this.results).isEmpty();
		}
		assertThat(outcome()).isEqualTo(Outcome.AGREED);
		assertThat(this.results.get(0).route()).isEqualTo("GET /late");
	}

	@Test
	void shadowMayAnswerLateToo() {
		Application shadow = (environ, start) -> {
			SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>(Runnable::run, 8);
			Iterable<byte[]> body = Body.from((subscriber) -> {
				publisher.subscribe(subscriber);
				publisher.submit(Calls.bytes("hel"));
				publisher.submit(Calls.bytes("lo"));
				publisher.close();
			});
			return Body.startLate(body, () -> start.call("200 OK", List.of(Header.of("Content-Type", "TEXT/plain"))));
		};
		client(HELLO, shadow).get("/").send();
		client(Calls.answering(new CountedBody("hello")), shadow).head("/").send();
		assertThat(this.results).extracting(ShadowResult::outcome).containsExactly(Outcome.AGREED, Outcome.AGREED);
	}

	@Test
	void fileStaysAFileAndIsComparedByItsBytes(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("hello.txt"), "hello");
		Application files = (environ, start) -> Calls.answering(Body.of(file)).call(environ, start);
		try (FileBody body = (FileBody) shadow(HELLO).wrap(files)
			.call(EnvironBuilder.of("GET", "/").build(), start())) {
			assertThat(body.count()).isEqualTo(5);
		}
		assertThat(client(HELLO, files).get("/").send().text()).isEqualTo("hello");
		assertThat(this.results).extracting(ShadowResult::outcome).containsExactly(Outcome.AGREED, Outcome.AGREED);
		this.maxBody = 4;
		client(files, HELLO).get("/").send();
		assertThat(this.results.get(2).reason()).isEqualTo("a body is too large");
	}

	@Test
	void fileThatCannotBeReadIsTheServersConcern(@TempDir Path folder) throws Exception {
		FileBody file = Body.of(Files.writeString(folder.resolve("hello.txt"), "hello"));
		file.close();
		assertThat(shadow(HELLO).wrap(Calls.answering(file)).call(EnvironBuilder.of("GET", "/").build(), start()))
			.isSameAs(file);
		assertThat(outcome()).isEqualTo(Outcome.SKIPPED);
	}

	@Test
	void exchangesWithNothingToCompareAreSkipped() {
		client(Calls.answering(Body.text("x".repeat(101))), HELLO).get("/").send();
		client(Calls.echo(), HELLO).post("/").text("x".repeat(101)).send();
		client(HELLO, HELLO).post("/").text("unread").send();
		client((environ, start) -> {
			throw new IllegalStateException();
		}, HELLO).get("/").send();
		client(Calls.answering(new CountedBody(() -> {
			throw new IllegalStateException();
		}, "a")), HELLO).get("/").send();
		client((environ, start) -> {
			start.call("304 Not Modified", List.of());
			return Body.empty();
		}, HELLO).get("/").send();
		client(Calls.answering(CountedBody.endless()), HELLO).get("/").take(3);
		client((environ, start) -> null, HELLO).withoutValidation().get("/").send();
		assertThat(this.results).extracting(ShadowResult::outcome).containsOnly(Outcome.SKIPPED);
		assertThat(this.results).extracting(ShadowResult::reason)
			.containsExactly("a body is too large", "a body is too large",
					"the application has not read the whole request", "the application has failed",
					"the application has failed", "the client has the response already", "the client has gone away",
					"the application has failed");
	}

	@Test
	void noContentIsCompared() {
		Application none = (environ, start) -> {
			start.call("204 No Content", List.of());
			return Body.empty();
		};
		client(none, none).get("/").send();
		assertThat(outcome()).isEqualTo(Outcome.AGREED);
	}

	@Test
	void requestsThatAreNotSelectedPass() {
		this.sample = 0;
		assertThat(client(HELLO, HELLO).get("/").send().text()).isEqualTo("hello");
		this.sample = 1;
		assertThat(client(HELLO, HELLO).get("/other").send().text()).isEqualTo("hello");
		assertThat(this.results).isEmpty();
	}

	@Test
	void callsForWhichThereIsNoTimeAreDropped() {
		this.hasTime = false;
		assertThat(client(HELLO, HELLO).get("/").send().text()).isEqualTo("hello");
		assertThat(outcome()).isEqualTo(Outcome.DROPPED);
	}

	@Test
	void callsBeyondTheLimitAreDropped() {
		Queue<Runnable> waiting = new ArrayDeque<>();
		this.executor = waiting::add;
		WsgiClient client = client(patterned(HELLO, "/{id}"), HELLO);
		for (int i = 0; i < 4; i++) {
			client.get("/").send();
		}
		assertThat(waiting).hasSize(2);
		assertThat(client.get("/").send().text()).isEqualTo("hello");
		assertThat(this.results).hasSize(3).allSatisfy((result) -> {
			assertThat(result.outcome()).isEqualTo(Outcome.DROPPED);
			assertThat(result.route()).isEqualTo("GET /{id}");
		});
		waiting.forEach(Runnable::run);
		this.executor = Runnable::run;
		client.get("/").send();
		assertThat(this.results).filteredOn((result) -> result.outcome() == Outcome.AGREED).hasSize(3);
	}

	@Test
	void applicationWithoutABodyIsTheServersConcernAtTheLimitToo() {
		this.executor = (task) -> {
		};
		WsgiClient client = client((environ, start) -> {
			start.call("200 OK", List.of());
			return "/".equals(environ.get(Environ.PATH_INFO)) ? Body.empty() : null;
		}, HELLO).withoutValidation();
		client.get("/").send();
		client.get("/").send();
		assertThat(client.get("/null").send().failure()).isNotNull();
		assertThat(this.results).isEmpty();
	}

	@Test
	void executorThatRefusesDoesNotTouchTheClient() {
		this.executor = (task) -> {
			throw new RejectedExecutionException();
		};
		WsgiResponse response = client(HELLO, HELLO).get("/").send();
		assertThat(response.failure()).isNull();
		assertThat(outcome()).isEqualTo(Outcome.DROPPED);
	}

	@Test
	void shortageOfThreadsTakesNoPlaces() {
		this.executor = (task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		};
		WsgiClient client = client(HELLO, HELLO);
		for (int i = 0; i < 2; i++) {
			assertThat(client.get("/").send().failure()).isNull();
		}
		this.executor = Runnable::run;
		client.get("/").send();
		assertThat(this.results).extracting(ShadowResult::outcome)
			.containsExactly(Outcome.DROPPED, Outcome.DROPPED, Outcome.AGREED);
	}

	@Test
	void memoryIsBoundedForAllRequestsTogether() throws Exception {
		Application application = shadow(HELLO).wrap((environ, start) -> {
			start.call("200 OK", List.of());
			return new CountedBody("x".repeat(90), "");
		});
		List<Iterable<byte[]>> bodies = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			Iterable<byte[]> body = application.call(EnvironBuilder.of("GET", "/").build(), start());
			body.iterator().next();
			bodies.add(body);
		}
		for (Iterable<byte[]> body : bodies) {
			((AutoCloseable) body).close();
		}
		assertThat(this.results).extracting(ShadowResult::outcome).contains(Outcome.DROPPED, Outcome.SKIPPED);
		this.results.clear();
		Iterable<byte[]> body = application.call(EnvironBuilder.of("GET", "/").build(), start());
		body.forEach((block) -> assertThat(block).isNotNull());
		((AutoCloseable) body).close();
		assertThat(outcome()).isEqualTo(Outcome.DIFFERED);
	}

	@Test
	void bodyInMemoryMayBeIteratedTwice() throws Exception {
		Iterable<byte[]> body = shadow(HELLO).wrap(Calls.answering(List.of(Calls.bytes("hel"), Calls.bytes("lo"))))
			.call(EnvironBuilder.of("GET", "/").build(), start());
		assertThat(body).hasSize(2);
		body.forEach((block) -> assertThat(block).isNotEmpty());
		((AutoCloseable) body).close();
		assertThat(outcome()).isEqualTo(Outcome.AGREED);
	}

	@Test
	void shadowThatThrowsHasFailed() {
		WsgiResponse response = client(HELLO, (environ, start) -> {
			throw new IllegalStateException("secret");
		}).get("/").send();
		assertThat(response.failure()).isNull();
		assertThat(this.results.get(0).outcome()).isEqualTo(Outcome.FAILED);
		assertThat(this.results.get(0).reason()).isEqualTo("it threw java.lang.IllegalStateException");
		assertThat(this.results.get(0).failure()).hasMessage("secret");
		client(HELLO, (environ, start) -> null).get("/").send();
		assertThat(this.results.get(1).outcome()).isEqualTo(Outcome.FAILED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void shadowThatTakesTooLongIsInterrupted(boolean inItsBody) {
		this.timeout = Duration.ofMillis(20);
		CountedBody resource = new CountedBody();
		Iterable<byte[]> endless = () -> new Iterator<>() {

			@Override
			public boolean hasNext() {
				return true;
			}

			@Override
			public byte[] next() {
				return new byte[0];
			}

		};
		client(HELLO, (environ, start) -> {
			start.call("200 OK", List.of());
			if (!inItsBody) {
				Thread.sleep(60_000);
			}
			return Body.onClose(endless, resource);
		}).get("/").send();
		assertThat(outcome()).isEqualTo(Outcome.FAILED);
		assertThat(this.results.get(0).reason()).isEqualTo("it took longer than 20 ms");
		assertThat(resource.closed()).isEqualTo(inItsBody ? 1 : 0);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	@Timeout(30)
	void shadowThatTakesNoNoticeOfTheInterruptHasFailedToo() throws Exception {
		this.timeout = Duration.ofMillis(20);
		this.executor = (task) -> new Thread(task, "shadow").start();
		CompletableFuture<Void> end = new CompletableFuture<>();
		BlockingQueue<ShadowResult> told = new LinkedBlockingQueue<>();
		WsgiClient.of(new Shadow((environ, start) -> {
			environ.put(Environ.PATTERN, "/{number}");
			// It ignores interrupts.
			end.join();
			return HELLO.call(environ, start);
		}, settings(COMPARISON), this.executor, told::add).wrap(HELLO)).get("/5").send();
		ShadowResult result = told.poll(10, TimeUnit.SECONDS);
		end.complete(null);
		assertThat(result).isNotNull();
		assertThat(result.reason()).isEqualTo("it took longer than 20 ms");
		assertThat(result.route()).isEqualTo("GET /{number}");
	}

	@Test
	void endlessBodyOfTheShadowIsCutAndClosed() {
		CountedBody endless = CountedBody.endless();
		client(HELLO, Calls.answering(endless)).get("/").send();
		assertThat(this.results.get(0).differences()).extracting(Difference::subject).containsExactly("body");
		assertThat(endless.closed()).isOne();
		client(Calls.answering(Body.text("xxx")), Calls.answering(CountedBody.endless())).get("/").send();
		assertThat(this.results.get(1).differences()).extracting(Difference::text)
			.containsExactly("The body had 3 bytes and has 101");
	}

	@Test
	void shadowMayWriteAsMuchAsIsCompared() {
		client(HELLO, (environ, start) -> {
			Write write = start.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
			write.call(Calls.bytes("hello"));
			return Body.empty();
		}).get("/").send();
		assertThat(outcome()).isEqualTo(Outcome.AGREED);
		client(HELLO, (environ, start) -> {
			Write write = start.call("200 OK", List.of());
			while (true) {
				write.call(Calls.bytes("hello"));
			}
		}).get("/").send();
		assertThat(this.results.get(1).reason()).isEqualTo("it threw java.io.IOException");
	}

	@Test
	void comparisonThatFailsIsToldAsWell() {
		Comparison failing = Comparison.ofApplications(null, List.of(), (json) -> {
			throw new StackOverflowError();
		});
		Application json = (environ, start) -> {
			start.call("200 OK", List.of(Header.of("Content-Type", "application/json")));
			return Body.text("{}");
		};
		ShadowSettings settings = settings(failing);
		WsgiClient.of(new Shadow(json, settings, this.executor, this.results::add).wrap(json)).get("/").send();
		assertThat(this.results.get(0).reason()).isEqualTo("its answer cannot be compared");
	}

	private static Application patterned(Application application, String pattern) {
		return (environ, start) -> {
			environ.put(Environ.PATTERN, pattern);
			return application.call(environ, start);
		};
	}

	private static StartResponse start() {
		return (status, headers, excInfo) -> (block) -> {
		};
	}

	@ParameterizedTest
	@EnumSource
	void theResponseIsThatOfAnEarlyStart(Scenario scenario) {
		for (LateAnswer.Shape shape : LateAnswer.Shape.values()) {
			LateStartContract.isKeptBy(shadow(HELLO), scenario, shape, Set.of("Content-Length"));
		}
	}

	@Test
	void aPublisherHoldsNoThread() throws Exception {
		LateStartContract.holdsNoThread(shadow(HELLO));
	}

	private WsgiClient client(Application primary, Application shadow) {
		return WsgiClient.of(shadow(shadow).wrap(primary));
	}

	private Shadow shadow(Application shadow) {
		return new Shadow(shadow, settings(COMPARISON), (task) -> this.executor.execute(task), this.results::add);
	}

	private ShadowSettings settings(Comparison comparison) {
		return new ShadowSettings((environ) -> !"/other".equals(environ.get(Environ.PATH_INFO)), this.sample,
				() -> this.hasTime, this.maxBody, this.maxConcurrent, this.timeout, comparison, Set.of("wsgi4j.json"),
				() -> new PrintWriter(this.errors));
	}

	private Outcome outcome() {
		assertThat(this.results).hasSizeGreaterThan(0);
		return this.results.get(0).outcome();
	}

}
