package io.github.wsgi4j.web;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.PublishedBlocks;
import io.github.wsgi4j.PublisherBody;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.middleware.diagnostics.ExceptionPage;
import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Responses that come later than their handler returns.
 */
@Timeout(60)
class AsyncTests {

	private static final Executor LATER = CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS);

	@TempDir
	private Path folder;

	private static CompletionStage<Response> later(Response response) {
		return CompletableFuture.supplyAsync(() -> response, LATER);
	}

	private static Handler async(Response response) {
		return (request) -> Response.async(later(response));
	}

	private static Handler failing(Exception failure) {
		return (request) -> Response.async(CompletableFuture.runAsync(() -> {
		}, LATER).thenCompose((nothing) -> CompletableFuture.failedFuture(failure)));
	}

	private static WsgiClient get(Handler handler) {
		return WsgiClient.of(Router.builder().get("/", handler).build());
	}

	@Test
	void theResponseIsThatOfTheStage() {
		WsgiClient client = get(
				async(Response.text("late").status(201).header("X-Own", "yes").cookie(Cookie.of("a", "b"))));
		WsgiResponse response = client.get("/").send();
		assertThat(response.status()).isEqualTo("201 Created");
		assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(response.header("X-Own")).isEqualTo("yes");
		assertThat(response.header("Set-Cookie")).startsWith("a=b");
		assertThat(response.text()).isEqualTo("late");
		assertThat(client.head("/").send().status()).isEqualTo("201 Created");
		assertThat(client.head("/").send().body()).isEmpty();
		assertThat(response.header("Content-Length")).isEqualTo("4");
		assertThat(client.head("/").send().header("Content-Length")).isEqualTo("4");
	}

	@Test
	void theResponseAnswersConditions() throws IOException {
		WsgiClient client = get(async(Response.text("late").etag("one")));
		assertThat(client.get("/").header("If-None-Match", "\"one\"").send().status()).isEqualTo("304 Not Modified");
		assertThat(client.get("/").header("If-Match", "\"two\"").send().status()).isEqualTo("412 Precondition Failed");
		assertThat(client.get("/").header("If-None-Match", "\"two\"").send().text()).isEqualTo("late");
		Path file = Files.writeString(this.folder.resolve("file.txt"), "0123456789");
		WsgiResponse part = get(async(Response.file(file))).get("/").header("Range", "bytes=2-4").send();
		assertThat(part.status()).isEqualTo("206 Partial Content");
		assertThat(part.header("Content-Length")).isEqualTo("3");
		assertThat(part.text()).isEqualTo("234");
	}

	@Test
	void headersThatItHasAlreadyAreThoseOfTheResponse() {
		WsgiResponse response = get((request) -> Response
			.async(later(Response.text("late")
				.header("X-A", "later")
				.vary("Accept")
				.cookie(Cookie.of("a", "1"))
				.header("Cache-Control", "no-store")))
			.status(202)
			.addHeader("x-a", "1")
			.addHeader("X-A", "2")
			.vary("Origin")
			.etag("early")
			.cookie(Cookie.of("b", "2"))).get("/").send();
		assertThat(response.status()).isEqualTo("202 Accepted");
		assertThat(response.headers("X-A")).containsExactly("1", "2");
		assertThat(response.headers("Vary")).containsExactly("Accept", "Origin");
		assertThat(response.headers("Set-Cookie")).hasSize(2);
		assertThat(response.header("ETag")).isEqualTo("\"early\"");
		assertThat(response.header("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void noThreadWaits() throws Exception {
		CompletableFuture<Response> stage = new CompletableFuture<>();
		List<String> started = new ArrayList<>();
		AtomicInteger ready = new AtomicInteger();
		Iterable<byte[]> returned = Router.builder()
			.get("/", (request) -> Response.async(stage))
			.build()
			.call(EnvironBuilder.of("GET", "/").build(), (status, headers, excInfo) -> {
				started.add(status);
				return (block) -> {
				};
			});
		try (PublisherBody body = (PublisherBody) returned) {
			PublishedBlocks blocks = body.subscribe(ready::incrementAndGet);
			assertThat(blocks.isPending()).isTrue();
			Sinks.Many<byte[]> sink = Sinks.many().unicast().onBackpressureBuffer();
			stage.complete(Response.stream("a/b", JdkFlowAdapter.publisherToFlowPublisher(sink.asFlux())));
			assertThat(ready).hasValue(1);
			assertThat(started).as("on the thread that iterates").isEmpty();
			assertThat(blocks.isPending()).isFalse();
			assertThat(blocks.hasNext()).isTrue();
			assertThat(started).containsExactly("200 OK");
			assertThat(blocks.isPending()).as("for the publisher").isTrue();
			sink.tryEmitNext(new byte[1]).orThrow();
			sink.tryEmitNext(new byte[2]).orThrow();
			assertThat(blocks.isPending()).isFalse();
			assertThat(blocks.hasNext()).isTrue();
			assertThat(blocks.next()).hasSize(1);
			assertThat(blocks.isPending()).isFalse();
			assertThat(blocks.next()).hasSize(2);
			assertThat(blocks.isComplete()).isFalse();
			assertThat(blocks.hasNext()).isTrue();
			assertThat(blocks.hasNext()).isTrue();
			assertThat(blocks.isPending()).isTrue();
			sink.tryEmitComplete().orThrow();
			assertThat(blocks.isPending()).isFalse();
			assertThat(blocks.hasNext()).isFalse();
			assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(blocks::next);
		}
	}

	@Test
	void aBodyInMemoryIsKnownToBeWhole() throws Exception {
		Iterable<byte[]> returned = Response.async(CompletableFuture.completedStage(Response.text("late")))
			.call(EnvironBuilder.of("GET", "/").build(), (status, headers, excInfo) -> (block) -> {
			});
		PublishedBlocks blocks = ((PublisherBody) returned).subscribe(() -> {
		});
		assertThat(blocks.isPending()).isFalse();
		assertThat(blocks.next()).asString().isEqualTo("late");
		assertThat(blocks.isComplete()).isTrue();
		assertThat(blocks.hasNext()).isFalse();
	}

	static List<Executor> atOnceAndLater() {
		return List.of(Runnable::run, LATER);
	}

	@ParameterizedTest
	@MethodSource("atOnceAndLater")
	void whoWaitsForAPublisherMayFindItsEnd(Executor executor) throws Exception {
		Sinks.Many<byte[]> sink = Sinks.many().unicast().onBackpressureBuffer();
		Iterator<byte[]> blocks = call(Response.async(CompletableFuture
			.completedStage(Response.stream("a/b", JdkFlowAdapter.publisherToFlowPublisher(sink.asFlux())))))
			.iterator();
		assertThat(blocks.hasNext()).isTrue();
		executor.execute(sink::tryEmitComplete);
		assertThat(blocks.next()).isEmpty();
		assertThat(blocks.hasNext()).isFalse();
	}

	@Test
	void streamsFollow() {
		Counted counted = new Counted("one", "two");
		assertThat(get(async(Response.stream("text/plain", counted))).get("/").send().text()).isEqualTo("onetwo");
		assertThat(counted.closed).hasValue(1);
		assertThat(get(async(Response.stream("text/plain", List.of(new byte[1], new byte[2])))).get("/").send().body())
			.hasSize(3);
		assertThat(get(async(Response.stream("text/plain", JdkFlowAdapter.publisherToFlowPublisher(
				Flux.range(0, 9).map((i) -> new byte[i]).publishOn(reactor.core.scheduler.Schedulers.parallel())))))
			.get("/")
			.send()
			.body()).hasSize(36);
		assertThat(get(async(Response.events(List.of(ServerSentEvent.of("a"))))).get("/").send().text())
			.isEqualTo("data: a\n\n");
		assertThat(get(async(Response.async(later(Response.text("later still"))))).get("/").send().text())
			.isEqualTo("later still");
		assertThat(get(async(Response.empty(204))).get("/").send().status()).isEqualTo("204 No Content");
	}

	@Test
	void aFailureOfAStreamIsNotAnsweredByTheRouter() {
		Handler handler = async(Response.stream("text/plain", () -> {
			throw new IllegalStateException("stream");
		}));
		Handler published = async(Response.stream("text/plain",
				JdkFlowAdapter.publisherToFlowPublisher(Flux.error(new IllegalStateException("stream")))));
		for (Handler each : List.of(handler, published)) {
			WsgiResponse response = WsgiClient
				.of(Router.builder()
					.get("/", each)
					.error(Exception.class, (exception, request) -> Response.text("page"))
					.build())
				.get("/")
				.send();
			assertThat(response.failure()).hasMessage("stream");
		}
	}

	@Test
	void failuresAreThoseOfTheHandler() {
		assertThat(get(failing(new HttpException(409, "Taken"))).get("/").send().text()).isEqualTo("Taken\n");
		assertThat(WsgiClient.of(failing(new HttpException(409))).get("/").send().status()).isEqualTo("409 Conflict");
		assertThat(get(failing(new IOException("own"))).get("/").send().failure()).isInstanceOf(IOException.class)
			.hasMessage("own");
		assertThat(
				get(failing(new CompletionException(new CompletionException("empty", null)))).get("/").send().failure())
			.isInstanceOf(CompletionException.class)
			.hasMessage("empty");
		assertThat(get((request) -> Response.async(CompletableFuture.supplyAsync(() -> {
			throw new StackOverflowError("own");
		}))).get("/").send().failure()).isInstanceOf(StackOverflowError.class);
		assertThat(get((request) -> Response.async(CompletableFuture.completedStage(null))).get("/").send().failure())
			.isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("null");
		assertThat(get(async(Response.file(this.folder, "none"))).get("/").send().status()).isEqualTo("404 Not Found");
	}

	@Test
	void errorHandlersOfAllRoutersAnswer() {
		Router inner = Router.builder()
			.get("/none", failing(new HttpException(404)))
			.get("/state", failing(new IllegalStateException("broken")))
			.get("/translated", failing(new UnsupportedOperationException("translated")))
			.get("/late", failing(new ArithmeticException("late")))
			.get("/endless", failing(new IndexOutOfBoundsException("first")))
			.name("endless")
			.error(ArithmeticException.class,
					(exception, request) -> Response.async(later(Response.text("late page").status(500))))
			.error(IndexOutOfBoundsException.class,
					(exception, request) -> failing(new IndexOutOfBoundsException("again")).handle(request))
			.error(UnsupportedOperationException.class, (exception, request) -> {
				throw new IllegalStateException(request.pathTo("endless"));
			})
			.build();
		WsgiClient client = WsgiClient.of(Router.builder()
			.mount("/inner", inner)
			.error(404, (exception, request) -> Response.text("no " + request.path()).status(404))
			.error(IllegalStateException.class,
					(exception, request) -> Response.text("outer " + exception.getMessage()).status(500))
			.build());
		assertThat(client.get("/inner/none").send().status()).isEqualTo("404 Not Found");
		assertThat(client.get("/inner/none").send().text()).isEqualTo("no /inner/none");
		assertThat(client.get("/inner/state").send().text()).isEqualTo("outer broken");
		assertThat(client.get("/inner/translated").send().text()).isEqualTo("outer /inner/endless");
		assertThat(client.get("/inner/late").send().text()).isEqualTo("late page");
		assertThat(client.get("/inner/endless").send().failure()).isInstanceOf(IndexOutOfBoundsException.class)
			.hasMessage("again");
	}

	@Test
	void middlewareSeesTheResponse() {
		Application application = Router.builder()
			.get("/", (request) -> Response.async(CompletableFuture.supplyAsync(() -> {
				((Session) request.environ().get(Session.KEY)).set("user", "late");
				return Response.text("late");
			}, LATER)))
			.get("/fails", failing(new IllegalStateException("broken")))
			.with(new ExceptionPage())
			.with(SessionCookie.signedWith("0123456789abcdef0123456789abcdef"))
			.build();
		WsgiClient client = WsgiClient.of(application);
		assertThat(client.get("/").send().header("Set-Cookie")).startsWith("session=");
		WsgiResponse page = client.get("/fails").send();
		assertThat(page.status()).isEqualTo("500 Internal Server Error");
		assertThat(page.text()).contains("broken");
	}

	@Test
	void theRequestIsReadByAnotherThread() {
		Router router = Router.builder()
			.get("/{id}",
					(request) -> Response.async(CompletableFuture.supplyAsync(() -> Response
						.text(request.path("id", Integer.class) + request.query("q") + request.pathTo("item", "id", 3)),
							LATER)))
			.name("item")
			.build();
		assertThat(WsgiClient.of(Router.builder().mount("/shop", router).build()).get("/shop/7?q=x").send().text())
			.isEqualTo("7x/shop/3");
	}

	// What a page shows of the router, such as a link, is that of the handler's.
	@Test
	void viewsSeeTheRouter() {
		Views views = (name, model, environ) -> Request.of(environ).pathTo("item");
		Router router = Router.builder()
			.get("/item", (request) -> Response.async(later(Response.view("page", Map.of()))))
			.name("item")
			.build();
		Map<String, Object> seen = EnvironBuilder.of("GET", "/").build();
		WsgiClient client = WsgiClient.of(Router.builder().mount("/shop", router).build())
			.with((application) -> (environ, start) -> {
				environ.put(Views.KEY, views);
				return Body.onClose(application.call(environ, start), () -> seen.putAll(environ));
			});
		assertThat(client.get("/shop/item").send().text()).isEqualTo("/shop/item");
		assertThat(Routing.find(seen)).as("it has been left again").isNull();
	}

	@Test
	void aStageThatNobodyWaitsForIsCancelled() throws Exception {
		CompletableFuture<Response> stage = new CompletableFuture<>();
		PublisherBody body = call(Response.async(stage));
		body.subscribe(() -> {
		});
		body.close();
		body.close();
		assertThat(stage).isCancelled();
		PublisherBody never = call(Response.async(new CompletableFuture<Response>().minimalCompletionStage()));
		never.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aResponseThatNobodyWaitsForIsClosed(boolean early) throws Exception {
		for (Function<Counted, Response> kind : List
			.<Function<Counted, Response>>of((counted) -> Response.stream("text/plain", counted), (counted) -> Response
				.async(CompletableFuture.completedStage(Response.stream("text/plain", counted))))) {
			Counted counted = new Counted("one");
			CompletableFuture<Response> stage = new CompletableFuture<>();
			PublisherBody body = call(Response.async(stage.minimalCompletionStage()));
			PublishedBlocks blocks = body.subscribe(() -> {
			});
			if (early) {
				stage.complete(kind.apply(counted));
			}
			else {
				assertThat(blocks.isPending()).isTrue();
			}
			body.close();
			stage.complete(kind.apply(counted));
			body.close();
			assertThat(counted.closed).hasValue(1);
		}
	}

	@Test
	void whatCannotBeClosedIsNotTold() throws Exception {
		Counted counted = new Counted("one") {

			@Override
			public void close() throws IOException {
				super.close();
				throw new IOException("close");
			}

		};
		CompletableFuture<Response> stage = new CompletableFuture<>();
		call(Response.async(stage.minimalCompletionStage())).close();
		assertThat(stage.complete(Response.stream("text/plain", counted))).isTrue();
		assertThat(counted.closed).hasValue(1);
		CompletableFuture<Response> inMemory = new CompletableFuture<>();
		call(Response.async(inMemory.minimalCompletionStage())).close();
		assertThat(inMemory.complete(Response.text("unused"))).isTrue();
	}

	@Test
	void aClientThatLeavesClosesTheBody() {
		Counted counted = new Counted("one", "two");
		assertThat(get(async(Response.stream("text/plain", counted))).get("/").take(1).text()).isEqualTo("one");
		assertThat(counted.closed).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void uploadsAreThereUntilTheBodyIsClosed(boolean early) {
		List<Upload> uploads = new ArrayList<>();
		Router router = Router.builder().post("/", (request) -> {
			if (early) {
				uploads.addAll(request.uploads());
			}
			return Response.async(CompletableFuture.supplyAsync(() -> {
				try {
					uploads.addAll(early ? List.of() : request.uploads());
					return Response.text(uploads.get(0).text());
				}
				catch (IOException ex) {
					throw new CompletionException(ex);
				}
			}, LATER));
		}).with(Limits.defaults().withUploads(1000, 1000, 0)).build();
		assertThat(WsgiClient.of(router)
			.post("/")
			.upload("f", "f.txt", "content".getBytes(StandardCharsets.UTF_8))
			.send()
			.text()).isEqualTo("content");
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> uploads.get(0).text());
	}

	@Test
	void aStageThatIsCancelledElsewhereIsAFailure() {
		CompletableFuture<Response> stage = new CompletableFuture<>();
		stage.cancel(true);
		assertThat(get((request) -> Response.async(stage)).get("/").send().failure())
			.isInstanceOf(CancellationException.class);
	}

	private static PublisherBody call(Response response) throws Exception {
		return (PublisherBody) response.call(EnvironBuilder.of("GET", "/").build(),
				(status, headers, excInfo) -> (block) -> {
				});
	}

	private static class Counted implements Iterable<byte[]>, Closeable {

		final AtomicInteger closed = new AtomicInteger();

		private final List<byte[]> blocks = new ArrayList<>();

		Counted(String... blocks) {
			for (String block : blocks) {
				this.blocks.add(block.getBytes(StandardCharsets.UTF_8));
			}
		}

		@Override
		public Iterator<byte[]> iterator() {
			return this.blocks.iterator();
		}

		@Override
		public void close() throws IOException {
			this.closed.incrementAndGet();
		}

	}

}
