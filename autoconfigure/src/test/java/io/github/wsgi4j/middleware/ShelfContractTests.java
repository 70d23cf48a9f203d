package io.github.wsgi4j.middleware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.PublisherBody;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.middleware.content.ConditionalGet;
import io.github.wsgi4j.middleware.content.ETag;
import io.github.wsgi4j.middleware.content.Gzip;
import io.github.wsgi4j.middleware.content.StaticFiles;
import io.github.wsgi4j.middleware.diagnostics.AccessLog;
import io.github.wsgi4j.middleware.diagnostics.ExceptionPage;
import io.github.wsgi4j.middleware.diagnostics.Profiler;
import io.github.wsgi4j.middleware.security.Cors;
import io.github.wsgi4j.middleware.security.HttpsRedirect;
import io.github.wsgi4j.middleware.security.MethodOverride;
import io.github.wsgi4j.middleware.security.SecurityHeaders;
import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.middleware.security.TrustedHosts;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for each middleware that has no reason to change the body.
 */
@OnOldestJava
class ShelfContractTests {

	static Stream<Named<Middleware>> shelf() {
		return Stream.<Middleware>of(AccessLog.to((entry) -> {
		}), RequestId.random(), new RuntimeHeader(RuntimeHeader.Format.X_RUNTIME), Timeout.after(Duration.ofMinutes(1)),
				new ExceptionPage(), new MaximumBody(100), new MethodOverride(), Profiler.every(Duration.ofMillis(10)),
				new SecurityHeaders(), Cors.allowing("https://page.example"), new Gzip(), new ConditionalGet(),
				new ETag(), SessionCookie.signedWith("0123456789abcdef0123456789abcdef"),
				StaticFiles.of(Path.of("src/test/resources")), TrustedHosts.of("localhost"),
				new HttpsRedirect().except("/"), TrailingSlash.removed())
			.map((middleware) -> Named.of(middleware.getClass().getSimpleName(), middleware));
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void whatIsInMemoryKeepsItsLength(Middleware middleware) throws Exception {
		WsgiResponse response = Between
			.validators(middleware,
					returning(Body.of("ab".getBytes(StandardCharsets.UTF_8), "cde".getBytes(StandardCharsets.UTF_8))))
			.get("/")
			.send();
		assertThat(response.text()).isEqualTo("abcde");
		assertThat(response.header("Content-Length")).isEqualTo("5");
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void aFileStaysAFile(Middleware middleware, @TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("file"), "content");
		try (FileBody body = (FileBody) call(middleware, returning(Body.of(file)))) {
			assertThat(body.count()).isEqualTo(7);
		}
		WsgiResponse response = Between.validators(middleware, returning(Body.of(file))).get("/").send();
		assertThat(response.text()).isEqualTo("content");
		assertThat(response.closed()).isOne();
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void aPublisherStaysAPublisher(Middleware middleware) throws Exception {
		try (SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>()) {
			PublisherBody body = (PublisherBody) call(middleware, returning(Body.from(publisher)));
			Iterator<byte[]> blocks = body.iterator();
			publisher.submit("x".getBytes(StandardCharsets.UTF_8));
			assertThat(blocks.next()).containsExactly('x');
			body.close();
		}
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void aBodyIsClosedOnceAfterItsLastBlock(Middleware middleware) {
		TrackedBody body = new TrackedBody("ab", "cd");
		WsgiResponse response = Between.validators(middleware, returning(body)).get("/").send();
		assertThat(response.text()).isEqualTo("abcd");
		assertThat(response.closed()).isOne();
		assertThat(body.closed).hasValue(1);
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void aBodyIsClosedOnceWhenTheClientGoes(Middleware middleware) {
		TrackedBody body = new TrackedBody("ab", "cd");
		Between.validators(middleware, returning(body)).get("/").take(1);
		assertThat(body.closed).hasValue(1);
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void whatIsWrittenComesFirst(Middleware middleware) {
		WsgiResponse response = Between.validators(middleware, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of()).call("written ".getBytes(StandardCharsets.UTF_8));
			return Body.text("returned");
		}).get("/").send();
		assertThat(response.text()).isEqualTo("written returned");
		assertThat(response.blocks()).hasSize(2);
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void theLastStartOfTheResponseWins(Middleware middleware) {
		WsgiResponse response = Between.validators(middleware, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of(Header.of("X-First", "1")));
			startResponse.call("404 Not Found", List.of(Header.of("X-Second", "2")));
			return Body.empty();
		}).get("/").send();
		assertThat(response.status()).isEqualTo("404 Not Found");
		assertThat(response.header("X-First")).isNull();
		assertThat(response.header("X-Second")).isEqualTo("2");
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void theExceptionReachesTheServer(Middleware middleware) {
		IllegalStateException failure = new IllegalStateException("late");
		WsgiResponse response = Between.validators(middleware, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of()).call("sent".getBytes(StandardCharsets.UTF_8));
			startResponse.call("500 Internal Server Error", List.of(), failure);
			return Body.text("never");
		}).get("/").send();
		assertThat(response.failure()).isSameAs(failure);
		assertThat(response.text()).isEqualTo("sent");
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void headersWithoutABodyStay(Middleware middleware) {
		Application application = (environ, startResponse) -> {
			boolean head = "HEAD".equals(environ.get("REQUEST_METHOD"));
			startResponse.call(
					head ? "200 OK" : "/204".equals(environ.get("PATH_INFO")) ? "204 No Content" : "304 Not Modified",
					head ? List.of(Header.of("Content-Length", "7")) : List.of());
			return head ? Body.text("content") : Body.empty();
		};
		assertThat(Between.validators(middleware, application).head("/").send().header("Content-Length"))
			.isEqualTo("7");
		assertThat(Between.validators(middleware, application).get("/204").send().status()).isEqualTo("204 No Content");
		assertThat(Between.validators(middleware, application).get("/304").send().status())
			.isEqualTo("304 Not Modified");
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void aBodyMayStartTheResponseAtItsFirstBlock(Middleware middleware) {
		WsgiResponse response = Between.validators(middleware, (environ, startResponse) -> () -> {
			startResponse.call("201 Created", List.of());
			return List.of("late".getBytes(StandardCharsets.UTF_8)).iterator();
		}).get("/").send();
		assertThat(response.status()).isEqualTo("201 Created");
		assertThat(response.text()).isEqualTo("late");
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void theInputStaysWhole(Middleware middleware) {
		WsgiResponse response = Between.validators(middleware, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.of(((InputStream) environ.get("wsgi.input")).readAllBytes());
		}).post("/").form(Map.of("name", "value")).send();
		assertThat(response.text()).isEqualTo("name=value");
	}

	private static Iterable<byte[]> call(Middleware middleware, Application application) throws Exception {
		return middleware.wrap(application)
			.call(EnvironBuilder.of("GET", "/").build(), (status, headers, excInfo) -> (block) -> {
			});
	}

	private static Application returning(Iterable<byte[]> body) {
		return (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return body;
		};
	}

	private static final class TrackedBody implements Iterable<byte[]>, AutoCloseable {

		private final List<byte[]> blocks;

		private final AtomicInteger closed = new AtomicInteger();

		TrackedBody(String... blocks) {
			this.blocks = Stream.of(blocks).map((text) -> text.getBytes(StandardCharsets.UTF_8)).toList();
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
