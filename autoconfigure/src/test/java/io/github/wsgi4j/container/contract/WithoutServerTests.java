package io.github.wsgi4j.container.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import io.github.wsgi4j.recording.Recorder;
import io.github.wsgi4j.recording.Recording;
import io.github.wsgi4j.recording.Replay;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import io.github.wsgi4j.web.Json;
import io.github.wsgi4j.web.Views;
import io.github.wsgi4j.web.binding.Constraints;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.wsgi4j.container.contract.ScriptBody.blocks;
import static io.github.wsgi4j.container.contract.ScriptBody.file;
import static io.github.wsgi4j.container.contract.ScriptBody.list;
import static io.github.wsgi4j.container.contract.ScriptBody.nothing;
import static io.github.wsgi4j.container.contract.ScriptBody.stream;
import static io.github.wsgi4j.container.contract.Step.block;
import static io.github.wsgi4j.container.contract.Step.caught;
import static io.github.wsgi4j.container.contract.Step.fail;
import static io.github.wsgi4j.container.contract.Step.restart;
import static io.github.wsgi4j.container.contract.Step.start;
import static io.github.wsgi4j.container.contract.Step.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The client that needs no server treats awkward applications as the server does.
 */
@OnOldestJava
class WithoutServerTests extends Contract {

	private static final String LARGE = "0123456789abcdef".repeat(8 * 1024);

	private static WsgiServer running;

	@TempDir
	private static Path folder;

	WithoutServerTests() {
		super(running);
	}

	@BeforeAll
	static void startServer() {
		running = new WsgiServer("wsgi.environ.deployer.stage=test");
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void getIsAnsweredAlike(Script script) {
		Script ours = script.again();
		RawResponse real = exchange(get("/"), breaking(script));
		WsgiResponse response = client(ours).get("/").send();
		assertAlike(real, response);
		if (real.status() != 500) {
			assertThat(response.body()).isEqualTo(real.body());
			assertThat(response.isComplete()).isEqualTo(real.complete());
		}
		assertClosedAlike(script, ours);
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void headIsAnsweredAlike(Script script) {
		Script ours = script.again();
		this.server.serve(breaking(script));
		try (RawClient client = this.server.connect()) {
			RawResponse real = client.send(request("HEAD", "/")).readHead();
			WsgiResponse response = client(ours).head("/").send();
			assertAlike(real, response);
			assertThat(response.body()).isEmpty();
		}
		assertClosedAlike(script, ours);
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void recordingOfTheServerIsReplayedWithoutOneAndAltersNothing(Script script, @TempDir Path recordings)
			throws IOException {
		RawResponse real = exchange(get("/"), breaking(Recorder.into(recordings).wrap(script)));
		assertAlike(real, client(script.again()).get("/").send());
		await().until(() -> files(recordings).size() == 1 && files(recordings).get(0).toString().endsWith(".wsgi"));
		Replay replay = client(script.again()).replay(Recording.read(files(recordings).get(0)));
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
			.removeAll(List.of(Environ.REMOTE_PORT, Environ.APPLICATION, Environ.EXCHANGE, Environ.WSGI_INPUT,
					Environ.WSGI_ERRORS, Environ.WSGI_FILE_WRAPPER, Json.KEY, Views.KEY, Constraints.KEY));
		return comparable;
	}

	private static WsgiClient client(Script script) {
		return WsgiClient.of(script).withoutValidation();
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

	// A body that was returned is closed once, and one that was not is not.
	private static void assertClosedAlike(Script real, Script ours) {
		assertThat(ours.closed()).isLessThanOrEqualTo(1);
		await().untilAsserted(() -> assertThat(real.closed()).isEqualTo(ours.closed()));
	}

	static Stream<Script> scripts() throws IOException {
		Path file = Files.writeString(folder.resolve("file"), "abcdef");
		Path empty = Files.writeString(folder.resolve("empty"), "");
		List<Script> scripts = new ArrayList<>();
		for (String length : new String[] { null, "0", "4", "6", "8" }) {
			Header[] headers = (length != null) ? new Header[] { Header.of("content-length", length) } : new Header[0];
			for (ScriptBody body : List.of(list("abc", "", "def"), blocks("abc", "", "def"), blocks("abcdef"), list(),
					blocks(), blocks("", ""), file(file, 0, 4), file(empty, 0, 4), stream("abcdef", 4))) {
				scripts.add(answering("200 OK", body, headers));
			}
			scripts.add(Script.of(start("200 OK", headers), write("ab"), write("cd")).returning("ef"));
			for (String status : List.of("204 No Content", "205 Reset Content", "304 Not Modified", "599 Own")) {
				for (ScriptBody body : List.of(list("abcdef"), blocks("abc", "def"), list(), blocks())) {
					scripts.add(answering(status, body, headers));
				}
			}
		}
		scripts.add(answering("200 OK", list(LARGE, LARGE)));
		scripts.add(answering("200 OK", list("x"), Header.of("X-A", "caf\u00E9 \u00FF"), Header.of("Set-Cookie", "a=1"),
				Header.of("x-a", "2")));
		return Stream.of(scripts.stream(), starts(), failures()).flatMap((some) -> some);
	}

	private static Stream<Script> starts() {
		Step first = start("200 First", Header.of("X-A", "1"));
		Stream<Script> several = Stream.of(Script.of(first, start("200 Last", Header.of("X-A", "2"))).returning("x"),
				Script.of().iterating(start("200 Late"), block("x")),
				Script.of(first).iterating(block(""), restart("500 Replaced"), block("error page")),
				Script.of(first).iterating(block("sent"), restart("500 Late"), block("not thrown")),
				Script.of(first).iterating(block("sent;"), caught(start("200 Again")), block("refused")),
				Script.of(first, write(""), start("201 Again")),
				Script.of(first, caught(start("malformed"))).returning("refused"), Script.of().returning(blocks("x")),
				Script.of(), Script.of(start("200 OK", (List<Header>) null)),
				Script.of(start("200 OK", Header.of("Content-Length", "1"), Header.of("Content-Length", "2")))
					.returning(blocks("x")));
		Stream<Script> statuses = Stream
			.of(null, "", "200", "200 ", "200OK", "200  OK", "100 Continue", "200 O\r\nK", "200 O\u0100K")
			.map((status) -> answering(status, blocks("x")));
		Stream<Script> headers = Stream
			.of(Header.of("", "x"), Header.of("X A", "x"), Header.of("X-A", "a\r\nX-B: 1"), Header.of("X-A", "\u20AC"),
					Header.of("Connection", "x"), Header.of("TRAILER", "x"), Header.of("Content-Length", "x"),
					Header.of("Content-Length", "-1"), null)
			.map((header) -> Script.of(start("200 OK", Arrays.asList(header))).returning(blocks("x")));
		return Stream.of(several, statuses, headers).flatMap((some) -> some);
	}

	private static Stream<Script> failures() {
		Step start = start("200 OK", Header.of("X-A", "1"));
		return Stream.of(Script.of(start, fail(Failure.STATE)), Script.of(start).iterating(fail(Failure.IO)),
				Script.of(start).iterating(block("sent"), fail(Failure.IO)),
				Script.of(start, write("written"), fail(Failure.STATE)), Script.of(start).returning(nothing()),
				Script.of(start).iterating(block(null)), Script.of(start).iterating(block("sent"), block(null)),
				Script.of(start).returning(list("x", null)));
	}

	private static Script answering(String status, ScriptBody body, Header... headers) {
		return Script.of(start(status, headers)).returning(body);
	}

}
