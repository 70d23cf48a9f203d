package io.github.wsgi4j.middleware.diagnostics;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.middleware.RequestId;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AccessLogTests {

	private final List<AccessLogEntry> entries = new ArrayList<>();

	private final AccessLog log = AccessLog.to(this.entries::add);

	@Test
	void aRequestIsToldWhole() {
		client(returning("200 OK", () -> Body.text("hello"))).get("/path?x=1")
			.header("Referer", "http://there/")
			.header("User-Agent", "test/1")
			.environ((environ) -> environ.variable(Environ.REMOTE_USER, "joe"))
			.send();
		AccessLogEntry entry = entry();
		assertThat(entry.remoteAddress()).isEqualTo("127.0.0.1");
		assertThat(entry.user()).isEqualTo("joe");
		assertThat(entry.method()).isEqualTo("GET");
		assertThat(entry.target()).isEqualTo("/path?x=1");
		assertThat(entry.protocol()).isEqualTo("HTTP/1.1");
		assertThat(entry.status()).isEqualTo(200);
		assertThat(entry.bytes()).isEqualTo(5);
		assertThat(entry.referer()).isEqualTo("http://there/");
		assertThat(entry.userAgent()).isEqualTo("test/1");
		assertThat(entry.duration()).isPositive();
		assertThat(entry.failure()).isNull();
	}

	@Test
	void itIsToldWhenTheBodyIsClosedAndNotBefore() {
		client((environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return () -> List.of("a".getBytes(StandardCharsets.UTF_8))
				.stream()
				.peek((block) -> assertThat(this.entries).isEmpty())
				.iterator();
		}).get("/").send();
		assertThat(entry().bytes()).isOne();
	}

	@Test
	void aBodyThatIsNeverSentIsNotCounted() {
		client(returning("205 Reset Content", () -> Body.text("hello"))).get("/").send();
		assertThat(entry().bytes()).isZero();
	}

	@Test
	void blocksWrittenAndReturnedAreCounted() {
		client((environ, startResponse) -> {
			startResponse.call("200 OK", List.of()).call(new byte[10]);
			return Body.of(new byte[3], new byte[4]);
		}).get("/").send();
		assertThat(entry().bytes()).isEqualTo(17);
	}

	@Test
	void aFileIsCounted(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("file"), "content");
		client((environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.of(file);
		}).get("/").send();
		assertThat(entry().bytes()).isEqualTo(7);
	}

	@Test
	void aPublisherIsCounted() {
		client((environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.from((subscriber) -> {
				SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>(Runnable::run, 4);
				publisher.subscribe(subscriber);
				publisher.submit(new byte[6]);
				publisher.close();
			});
		}).get("/").send();
		assertThat(entry().bytes()).isEqualTo(6);
	}

	@Test
	void whatHasNoBodyHasNoBytes() {
		client(returning("200 OK", () -> Body.text("hello"))).head("/").send();
		client(returning("304 Not Modified", Body::empty)).get("/").send();
		assertThat(this.entries).extracting(AccessLogEntry::status).containsExactly(200, 304);
		assertThat(this.entries).allSatisfy((entry) -> assertThat(entry.bytes()).isZero());
	}

	@Test
	void noMoreThanTheContentLengthIsCounted() {
		WsgiClient.of((environ, startResponse) -> {
			startResponse.call("200 OK", List.of(Header.of("content-length", "3")));
			return Body.text("hello");
		}).with(this.log).withoutValidation().get("/").send();
		assertThat(entry().bytes()).isEqualTo(3);
	}

	@Test
	void aClientThatGoesAwayIsLogged() {
		client((environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return () -> Stream.generate(() -> new byte[2]).iterator();
		}).get("/").take(3);
		assertThat(entry().bytes()).isEqualTo(6);
	}

	@Test
	void anExceptionIsLoggedAndGoesOn() {
		IllegalStateException failure = new IllegalStateException("no");
		Application failing = (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			throw failure;
		};
		assertThat(client(failing).get("/").send().failure()).isSameAs(failure);
		assertThat(entry().status()).isEqualTo(500);
		assertThat(entry().failure()).isSameAs(failure);
		this.entries.clear();
		Between.validators(this.log.failureStatus((ex) -> "418 I'm a teapot"), failing).get("/").send();
		assertThat(entry().status()).isEqualTo(418);
	}

	@Test
	void anExceptionInTheBodyIsLogged() {
		for (int good = 0; good < 2; good++) {
			int blocks = good;
			client((environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return () -> Stream.iterate(0, (i) -> i + 1).map((i) -> {
					if (i == blocks) {
						throw new IllegalStateException("no");
					}
					return new byte[5];
				}).iterator();
			}).get("/").send();
		}
		assertThat(this.entries).extracting(AccessLogEntry::status).containsExactly(500, 200);
		assertThat(this.entries).extracting(AccessLogEntry::bytes).containsExactly(0L, 5L);
		assertThat(this.entries).allSatisfy((entry) -> assertThat(entry.failure()).hasMessage("no"));
	}

	@Test
	void aBodyWithoutAnIteratorIsLogged() {
		client((environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return AccessLogTests::noIterator;
		}).get("/").send();
		assertThat(entry().status()).isEqualTo(500);
		assertThat(entry().failure()).hasMessage("no");
	}

	@Test
	void whatOthersFoundOutIsLoggedAndWhatTheyChangedIsNot() {
		client((environ, startResponse) -> {
			environ.put(Environ.REQUEST_METHOD, "DELETE");
			environ.put(Environ.PATH_INFO, "/");
			environ.put(Environ.REMOTE_USER, "joe");
			environ.put(RequestId.KEY, "42");
			startResponse.call("200 OK", List.of());
			return Body.empty();
		}).post("/path").send();
		assertThat(entry().method()).isEqualTo("POST");
		assertThat(entry().target()).isEqualTo("/path");
		assertThat(entry().user()).isEqualTo("joe");
		assertThat(entry().requestId()).isEqualTo("42");
	}

	@Test
	void theTargetIsPutTogetherWhereTheServerDoesNotKeepIt() throws Exception {
		Application application = this.log.wrap(returning("200 OK", Body::empty));
		Map<String, Object> environ = EnvironBuilder.of("GET", "/mount/path?q").scriptName("/mount").build();
		environ.remove(Environ.REQUEST_URI);
		((AutoCloseable) application.call(environ, (status, headers, excInfo) -> (block) -> {
		})).close();
		assertThat(entry().target()).isEqualTo("/mount/path?q");
	}

	private WsgiClient client(Application application) {
		return Between.validators(this.log, application);
	}

	private AccessLogEntry entry() {
		assertThat(this.entries).hasSize(1);
		return this.entries.get(0);
	}

	private static Iterator<byte[]> noIterator() {
		throw new IllegalStateException("no");
	}

	private static Application returning(String status, Supplier<Iterable<byte[]>> body) {
		return (environ, startResponse) -> {
			startResponse.call(status, List.of());
			return body.get();
		};
	}

}
