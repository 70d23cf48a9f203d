package io.github.wsgi4j.container.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import io.github.wsgi4j.recording.Recorder;
import io.github.wsgi4j.recording.Recording;
import io.github.wsgi4j.recording.Replay;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import io.github.wsgi4j.web.Json;
import io.github.wsgi4j.web.Views;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The client that needs no server treats awkward applications as the server does.
 */
class WithoutServerTests extends Contract {

	private static final byte[] LARGE = bytes("0123456789abcdef".repeat(8 * 1024));

	private static WsgiServer running;

	@TempDir
	private static Path folder;

	WithoutServerTests() {
		super(running);
	}

	@BeforeAll
	static void start() {
		running = new WsgiServer("wsgi.environ.deployer.stage=test");
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	static Stream<String> names() {
		return cases().keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("names")
	void getIsAnsweredAlike(String name) {
		List<ScriptedBody> bodies = Collections.synchronizedList(new ArrayList<>());
		RawResponse real = exchange(get("/"), breaking(cases(bodies).get(name).get()));
		WsgiResponse response = client(name, bodies).get("/").send();
		assertAlike(real, response);
		if (real.status() != 500) {
			assertThat(response.body()).isEqualTo(real.body());
			assertThat(response.isComplete()).isEqualTo(real.complete());
		}
		assertClosedAlike(bodies);
	}

	@ParameterizedTest
	@MethodSource("names")
	void headIsAnsweredAlike(String name) {
		List<ScriptedBody> bodies = Collections.synchronizedList(new ArrayList<>());
		this.server.serve(breaking(cases(bodies).get(name).get()));
		try (RawClient client = this.server.connect()) {
			RawResponse real = client.send(request("HEAD", "/")).readHead();
			WsgiResponse response = client(name, bodies).head("/").send();
			assertAlike(real, response);
			assertThat(response.body()).isEmpty();
		}
		assertClosedAlike(bodies);
	}

	@ParameterizedTest
	@MethodSource("names")
	void recordingOfTheServerIsReplayedWithoutOneAndAltersNothing(String name, @TempDir Path recordings)
			throws IOException {
		RawResponse real = exchange(get("/"), breaking(Recorder.into(recordings).wrap(cases().get(name).get())));
		assertAlike(real, client(name, new ArrayList<>()).get("/").send());
		await().until(() -> files(recordings).size() == 1 && files(recordings).get(0).toString().endsWith(".wsgi"));
		Replay replay = client(name, new ArrayList<>()).replay(Recording.read(files(recordings).get(0)));
		assertThat(replay.differences()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/a/b/", "/a%20b+c", "/caf%C3%A9?q=%C3%A9", "/%FF%fe", "/a%2Fb", "/%252F", "//a//b",
			"/a;b=%3B", "/?", "/?a=?b/" })
	void environIsAlike(String target) {
		String[] headers = { "X-A: 1", "Cookie: a=1", "x-a: 2", "cookie: b=2", "X_Real_IP: forged", "Accept: */*",
				"Content-Type: text/x", "x.y: caf\u00E9" };
		Map<String, Object> real = environOf(get(target, headers));
		EnvironBuilder builder = EnvironBuilder.of("GET", target).variable("deployer.stage", "test");
		for (String header : headers) {
			int colon = header.indexOf(": ");
			builder.header(header.substring(0, colon), header.substring(colon + 2));
		}
		Map<String, Object> built = builder.build();
		assertThat(built).isExactlyInstanceOf(HashMap.class);
		assertThat(comparable(built)).isEqualTo(comparable(real));
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.toList();
		}
	}

	private static Map<String, Object> comparable(Map<String, Object> environ) {
		Map<String, Object> comparable = new TreeMap<>(environ);
		// The first two depend on the connection; the others are objects of the request
		// or
		// of Spring Boot.
		comparable.keySet()
			.removeAll(List.of(Environ.REMOTE_PORT, Environ.EXCHANGE, Environ.WSGI_INPUT, Environ.WSGI_ERRORS,
					Environ.WSGI_FILE_WRAPPER, Json.KEY, Views.KEY));
		return comparable;
	}

	private static WsgiClient client(String name, List<ScriptedBody> bodies) {
		return WsgiClient.of(cases(bodies).get(name).get()).withoutValidation();
	}

	private static void assertAlike(RawResponse real, WsgiResponse response) {
		if (real.status() == 500 && !real.statusLine().endsWith("Replaced")) {
			assertThat(response.failure()).isNotNull();
			assertThatIllegalStateException().isThrownBy(response::status).withCause(response.failure());
			return;
		}
		assertThat("HTTP/1.1 " + response.status()).isEqualTo(real.statusLine());
		assertThat(response.headers("Content-Length")).isEqualTo(real.headers("Content-Length"));
		assertThat(response.headers("X-A")).isEqualTo(real.headers("X-A"));
	}

	// The first body is the server's, the second the client's. One that was returned is
	// closed once, and one that was not is not.
	private static void assertClosedAlike(List<ScriptedBody> bodies) {
		assertThat(bodies).hasSizeLessThanOrEqualTo(2).allSatisfy((body) -> {
			int closed = bodies.get(1).closed();
			assertThat(closed).isLessThanOrEqualTo(1);
			await().untilAsserted(() -> assertThat(body.closed()).isEqualTo(closed));
		});
	}

	private static Map<String, Supplier<Application>> cases() {
		return cases(new ArrayList<>());
	}

	private static Map<String, Supplier<Application>> cases(List<ScriptedBody> bodies) {
		Cases cases = new Cases(bodies);
		for (String length : new String[] { null, "0", "4", "6", "8" }) {
			Header[] headers = (length != null) ? new Header[] { Header.of("content-length", length) } : new Header[0];
			cases.add("in memory, " + length, () -> answering(Body.of(bytes("abc"), bytes(""), bytes("def")), headers));
			cases.add("blocks, " + length, () -> answering(cases.blocks("abc", "", "def"), headers));
			cases.add("one block, " + length, () -> answering(cases.blocks("abcdef"), headers));
			cases.add("empty, " + length, () -> answering(Body.empty(), headers));
			cases.add("no blocks, " + length, () -> answering(cases.blocks(), headers));
			cases.add("empty blocks, " + length, () -> answering(cases.blocks("", ""), headers));
			cases.add("file, " + length, () -> answering(file("abcdef"), headers));
			cases.add("empty file, " + length, () -> answering(file(""), headers));
			cases.add("stream, " + length, () -> answering(stream("abcdef"), headers));
			cases.add("written, " + length, () -> (environ, start) -> {
				Write write = start.call("200 OK", List.of(headers));
				write.call(bytes("ab"));
				write.call(bytes("cd"));
				return Body.text("ef");
			});
			for (String status : List.of("204 No Content", "205 Reset Content", "304 Not Modified", "599 Own")) {
				cases.add(status + " in memory, " + length, () -> answering(status, Body.text("abcdef"), headers));
				cases.add(status + " blocks, " + length, () -> answering(status, cases.blocks("abc", "def"), headers));
				cases.add(status + " empty, " + length, () -> answering(status, Body.empty(), headers));
				cases.add(status + " no blocks, " + length, () -> answering(status, cases.blocks(), headers));
			}
		}
		cases.add("large in memory", () -> answering(Body.of(LARGE, LARGE)));
		cases.add("headers", () -> answering(Body.text("x"), Header.of("X-A", "caf\u00E9 \u00FF"),
				Header.of("Set-Cookie", "a=1"), Header.of("x-a", "2")));
		cases.addStarts();
		cases.addFailures();
		return cases.all;
	}

	private static Iterable<byte[]> file(String text) {
		try {
			return Body.of(Files.writeString(Files.createTempFile(folder, "file", null), text));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Iterable<byte[]> stream(String text) {
		try {
			return Body.of(new ByteArrayInputStream(bytes(text)), 4);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static final class Cases {

		private final Map<String, Supplier<Application>> all = new LinkedHashMap<>();

		private final List<ScriptedBody> bodies;

		Cases(List<ScriptedBody> bodies) {
			this.bodies = bodies;
		}

		void add(String name, Supplier<Application> application) {
			this.all.put(name, application);
		}

		ScriptedBody blocks(String... blocks) {
			return of(Stream.of(blocks).map(ScriptedBody::block).toArray(ScriptedBody.Step[]::new));
		}

		ScriptedBody of(ScriptedBody.Step... steps) {
			ScriptedBody body = ScriptedBody.of(steps);
			this.bodies.add(body);
			return body;
		}

		void addStarts() {
			add("last start wins", () -> (environ, start) -> {
				start.call("500 First", List.of(Header.of("X-A", "1")));
				start.call("200 Last", List.of(Header.of("X-A", "2")));
				return Body.text("x");
			});
			add("started in the first step", () -> (environ, start) -> of(() -> {
				start.call("200 Late", NO_HEADERS);
				return bytes("x");
			}));
			add("replaced after an empty block", () -> (environ, start) -> {
				start.call("200 OK", List.of(Header.of("X-A", "1")));
				return of(ScriptedBody.block(""), () -> {
					start.call("500 Replaced", NO_HEADERS, new IOException("the reason"));
					return bytes("error page");
				});
			});
			add("excInfo after a block", () -> (environ, start) -> {
				start.call("200 OK", NO_HEADERS);
				return of(ScriptedBody.block("sent"), () -> {
					start.call("500 Late", NO_HEADERS, new IOException("the reason"));
					return bytes("not thrown");
				});
			});
			add("started again after a block", () -> (environ, start) -> {
				start.call("200 OK", NO_HEADERS);
				return of(ScriptedBody.block("sent;"), () -> {
					try {
						start.call("200 Again", NO_HEADERS);
						return bytes("not refused");
					}
					catch (IllegalStateException ex) {
						return bytes("refused");
					}
				});
			});
			add("started again after an empty write", () -> (environ, start) -> {
				start.call("200 OK", NO_HEADERS).call(bytes(""));
				start.call("201 Again", NO_HEADERS);
				return Body.empty();
			});
			add("refused start leaves the one before", () -> (environ, start) -> {
				start.call("200 First", List.of(Header.of("X-A", "1")));
				try {
					start.call("malformed", NO_HEADERS);
					return Body.text("not refused");
				}
				catch (IllegalArgumentException ex) {
					return Body.text("refused");
				}
			});
			add("never started", () -> (environ, start) -> blocks("x"));
			add("never started, empty", () -> (environ, start) -> Body.empty());
			for (String status : new String[] { null, "", "200", "200 ", "200OK", "200  OK", "100 Continue",
					"200 O\r\nK", "200 O\u0100K" }) {
				add("status " + status, () -> answering(status, blocks("x")));
			}
			for (Header header : List.of(Header.of("", "x"), Header.of("X A", "x"), Header.of("X-A", "a\r\nX-B: 1"),
					Header.of("X-A", "\u20AC"), Header.of("Connection", "x"), Header.of("TRAILER", "x"),
					Header.of("Content-Length", "x"), Header.of("Content-Length", "-1"))) {
				add("header " + header, () -> answering(blocks("x"), header));
			}
			add("two lengths",
					() -> answering(blocks("x"), Header.of("Content-Length", "1"), Header.of("Content-Length", "2")));
			add("null headers", () -> (environ, start) -> {
				start.call("200 OK", null);
				return Body.empty();
			});
			add("null header", () -> answering(blocks("x"), (Header) null));
		}

		void addFailures() {
			Throwable failure = new IOException("the failure");
			add("fails in the call", () -> (environ, start) -> {
				start.call("200 OK", List.of(Header.of("X-A", "1")));
				throw new IllegalStateException("the failure");
			});
			add("fails in the first step", () -> answering(of(ScriptedBody.failing(failure))));
			add("fails in a later step",
					() -> answering(of(ScriptedBody.block("sent"), ScriptedBody.failing(failure))));
			add("fails after a write", () -> (environ, start) -> {
				start.call("200 OK", NO_HEADERS).call(bytes("written"));
				throw new IllegalStateException("the failure");
			});
			add("null body", () -> answering(null));
			add("null iterator", () -> answering(() -> null));
			add("null block", () -> answering(of(() -> null)));
			add("null block after a block", () -> answering(of(ScriptedBody.block("sent"), () -> null)));
			add("null block in memory", () -> answering(Arrays.asList(bytes("x"), null)));
		}

	}

}
