package io.github.wsgi4j.middleware;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.PublishedBlocks;
import io.github.wsgi4j.PublisherBody;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.middleware.LateAnswer.Shape;
import io.github.wsgi4j.middleware.validation.ValidationException;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for a middleware before an application that starts its response as late as
 * PEP 3333 lets it: with the first block of its body, or the end.
 */
public final class LateStartContract {

	private LateStartContract() {
	}

	/**
	 * Compares what the server gets of an application that starts its response late with
	 * what it gets if the same application does so early.
	 * @param lost the headers that tell of a body in memory: with a late start there is
	 * none
	 */
	public static void isKeptBy(Middleware middleware, Scenario scenario, Shape shape, Set<String> lost) {
		Answer early = answer(middleware, scenario, Shape.EARLY);
		Answer late = answer(middleware, scenario, shape);
		assertThat(late.without(lost)).as("%s of %s", scenario, shape).isEqualTo(early.without(lost));
	}

	private static Answer answer(Middleware middleware, Scenario scenario, Shape shape) {
		LateAnswer answer = scenario.answer();
		WsgiClient client = WsgiClient.of(shape.of(answer)).with(middleware);
		// The rules would be broken by the application alone.
		client = (scenario == Scenario.NEVER) ? client.withoutValidation() : client;
		WsgiRequest request = ((scenario == Scenario.HEAD) ? client.head("/") : client.get("/")).header("If-None-Match",
				"\"known\"");
		WsgiResponse response = (scenario == Scenario.NEVER) ? null : request.send();
		if (scenario == Scenario.NEVER) {
			assertThat(failure(request)).as("what never starts fails").isNotNull();
		}
		boolean returned = scenario != Scenario.FAILS || shape != Shape.EARLY;
		assertThat(answer.closed()).as("closed, %s of %s", scenario, shape).isEqualTo(returned ? 1 : 0);
		return (response != null) ? Answer.of(response) : new Answer("failed", Map.of(), "");
	}

	private static Throwable failure(WsgiRequest request) {
		try {
			return request.send().failure();
		}
		catch (ValidationException ex) {
			return ex;
		}
	}

	/**
	 * A middleware neither waits for a publisher nor asks it before there is something.
	 */
	public static void holdsNoThread(Middleware middleware) throws Exception {
		AtomicReference<Flow.Subscriber<? super byte[]>> subscriber = new AtomicReference<>();
		AtomicBoolean started = new AtomicBoolean();
		AtomicBoolean ready = new AtomicBoolean();
		LateAnswer answer = Scenario.TEXT.answer();
		Iterable<byte[]> returned = middleware.wrap(answer.publishing((given) -> {
			subscriber.set(given);
			given.onSubscribe(new Flow.Subscription() {

				@Override
				public void request(long count) {
					// The test gives when it likes.
				}

				@Override
				public void cancel() {
					// Nobody is told.
				}

			});
		})).call(EnvironBuilder.of("GET", "/").build(), (status, headers, excInfo) -> {
			started.set(true);
			return (block) -> {
			};
		});
		assertThat(returned).isInstanceOf(PublisherBody.class);
		try (PublisherBody body = (PublisherBody) returned) {
			PublishedBlocks blocks = body.subscribe(() -> ready.set(true));
			assertThat(blocks.isPending()).isTrue();
			assertThat(started).isFalse();
			CompletableFuture.runAsync(() -> subscriber.get().onNext(half())).join();
			assertThat(ready).isTrue();
			assertThat(started).isFalse();
			assertThat(blocks.hasNext()).isTrue();
			assertThat(started).isTrue();
			assertThat(blocks.next()).isEqualTo(half());
			assertThat(blocks.isPending()).isTrue();
			CompletableFuture.runAsync(() -> subscriber.get().onComplete()).join();
			assertThat(blocks.hasNext()).isFalse();
		}
		assertThat(answer.closed()).isOne();
	}

	/**
	 * What an application answers.
	 */
	public enum Scenario {

		TEXT, HEAD, TAGGED, NOT_MODIFIED, NO_CONTENT, EMPTY, FAILS, NEVER;

		private LateAnswer answer() {
			return switch (this) {
				case TEXT, HEAD -> new LateAnswer(answering("200 OK"), half(), half());
				case TAGGED -> new LateAnswer(answering("200 OK", Header.of("ETag", "\"known\"")), half(), half());
				case NOT_MODIFIED -> new LateAnswer(answering("304 Not Modified"));
				case NO_CONTENT -> new LateAnswer(answering("204 No Content"));
				case EMPTY -> new LateAnswer(answering("200 OK"));
				case FAILS -> new LateAnswer((environ, startResponse) -> {
					IllegalStateException failure = new IllegalStateException("late");
					// A page shows it, and it is not the same.
					failure.setStackTrace(new StackTraceElement[0]);
					throw failure;
				}, half(), half());
				case NEVER -> new LateAnswer((environ, startResponse) -> {
				}, half(), half());
			};
		}

	}

	// More than what is too small to compress.
	private static byte[] half() {
		return "late ".repeat(600).getBytes(StandardCharsets.UTF_8);
	}

	private static LateAnswer.Start answering(String status, Header... headers) {
		return (environ, startResponse) -> {
			// As late as this a session has to be found changed.
			if (environ.get(Session.KEY) instanceof Session session) {
				session.set("user", "late");
			}
			List<Header> all = new ArrayList<>(List.of(headers));
			if (status.startsWith("200")) {
				all.add(Header.of("Content-Type", "text/plain; charset=utf-8"));
			}
			startResponse.call(status, all);
		};
	}

	/**
	 * What a client sees, without what is new each time.
	 */
	private record Answer(String status, Map<String, List<String>> headers, String body) {

		private static final Set<String> CHANGING = Set.of("X-Runtime", "X-Request-Id", "Set-Cookie");

		static Answer of(WsgiResponse response) {
			Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			for (Header header : response.headers()) {
				headers.computeIfAbsent(header.name(), (name) -> new ArrayList<>())
					.add(CHANGING.contains(header.name()) ? "" : header.value());
			}
			Throwable failure = response.failure();
			return new Answer((failure != null) ? failure.toString() : response.status(), headers, text(response));
		}

		private static String text(WsgiResponse response) {
			if (!"gzip".equals(response.header("Content-Encoding")) || response.body().length == 0) {
				return response.text();
			}
			try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
				return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		Answer without(Set<String> lost) {
			Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			headers.putAll(this.headers);
			headers.keySet().removeAll(lost);
			return new Answer(this.status, headers, this.body);
		}

	}

}
