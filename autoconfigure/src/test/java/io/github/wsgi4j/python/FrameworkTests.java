package io.github.wsgi4j.python;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications of Bottle, Falcon, Pyramid and WebOb that do the same and know nothing of
 * their server, and one with numpy, all behind one port.
 */
@OnNewestJava
class FrameworkTests {

	private static PythonServer server;

	@BeforeAll
	static void start() {
		Map<Framework, Boolean> found = Stream.of(Framework.values())
			.parallel()
			.collect(Collectors.toMap((framework) -> framework, (framework) -> PythonPackage.has(framework.name())));
		String[] properties = found.entrySet()
			.stream()
			.filter(Map.Entry::getValue)
			.flatMap((framework) -> properties(framework.getKey()))
			.toArray(String[]::new);
		if (properties.length > 0) {
			server = PythonServer.startAll(properties);
		}
	}

	private static Stream<String> properties(Framework framework) {
		String name = framework.name();
		String prefix = "wsgi.python.applications." + name + ".";
		return Stream.of("wsgi.mounts." + name + "=/" + name,
				prefix + "directory=" + PythonServer.APPLICATIONS.resolve("frameworks"),
				prefix + "interpreter=" + PythonServer.INTERPRETER, prefix + "callable=" + framework.callable,
				prefix + "threads=2", prefix + "processes=" + framework.processes);
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.close();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "numpy")
	void aViewAnswers(Framework framework) {
		assertThat(framework.get("/hello?name=Zo%C3%AB").body()).isEqualTo("Hello, Zo\u00eb");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "numpy")
	void urlsAreMadeBelowTheMount(Framework framework) {
		assertThat(framework.get("/items/7").body()).isEqualTo("7 /" + framework + "/me");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "numpy")
	void aFormBeginsASession(Framework framework) {
		HttpResponse<String> response = framework.post("/login", "application/x-www-form-urlencoded", "user=Zo%C3%AB");
		assertThat(response.statusCode()).isIn(302, 303);
		assertThat(response.headers().firstValue("Location").orElseThrow()).endsWith("/me");
		String cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
		assertThat(framework.get("/me", "Cookie", cookie).body()).isEqualTo("Zo\u00eb");
		assertThat(framework.get("/me").body()).isEqualTo("nobody");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "numpy")
	void anUploadArrives(Framework framework) {
		String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
				+ "Content-Type: text/plain\r\n\r\n" + "x".repeat(200_000) + "\r\n--b--\r\n";
		assertThat(framework.post("/upload", "multipart/form-data; boundary=b", body).body()).isEqualTo("a.txt 200000");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "numpy")
	void aStreamArrives(Framework framework) {
		assertThat(framework.get("/stream").body()).startsWith("0\n1\n").endsWith("998\n999\n");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "numpy")
	void aFrameworkAnswersItsErrors(Framework framework) {
		HttpResponse<String> response = framework.get("/missing", "Accept", "text/html,application/json");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("Nothing of ").doesNotContain("traceId");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "numpy")
	void whatNobodyCatchesIsAnswered500(Framework framework) {
		assertThat(framework.get("/broken").statusCode()).isEqualTo(500);
		assertThat(framework.get("/hello?name=you").body()).isEqualTo("Hello, you");
	}

	@ParameterizedTest
	@EnumSource(names = { "bottle", "pyramid", "webob" })
	void aFileIsSentAndNotAskedForAgain(Framework framework) {
		HttpResponse<String> response = framework.get("/file");
		assertThat(response.body()).startsWith("\"\"\"").endsWith("\n");
		assertThat(response.headers().firstValue("Content-Length")).hasValue(String.valueOf(response.body().length()));
		if (framework != Framework.pyramid) {
			String date = response.headers().firstValue("Last-Modified").orElseThrow();
			assertThat(framework.get("/file", "If-Modified-Since", date).statusCode()).isEqualTo(304);
			HttpResponse<String> part = framework.get("/file", "Range", "bytes=3-8");
			assertThat(part.statusCode()).isEqualTo(206);
			assertThat(part.body()).isEqualTo(response.body().substring(3, 9));
		}
		assertThat(server.server().send("HEAD", framework.path("/file")).headers().firstValue("Content-Length"))
			.hasValue(String.valueOf(response.body().length()));
	}

	@Test
	void falconSendsFilesInTwoWays() {
		HttpResponse<String> file = Framework.falcon.get("/files/falcons.py");
		assertThat(file.body()).startsWith("\"\"\"Falcon");
		assertThat(Framework.falcon.get("/own").body()).isEqualTo(file.body());
		assertThat(Framework.falcon.get("/files/falcons.py", "Range", "bytes=3-8").body()).isEqualTo("Falcon");
	}

	@ParameterizedTest
	@EnumSource(names = { "bottle", "falcon" })
	void aBodyOfUnknownLengthIsRead(Framework framework) {
		framework.assume();
		RawResponse response = server.exchange("""
				PUT %s HTTP/1.1\r
				Host: localhost\r
				Transfer-Encoding: chunked\r
				\r
				5\r
				abcde\r
				3\r
				fgh\r
				0\r
				\r
				""".formatted(framework.path("/raw")));
		assertThat(response.text()).isEqualTo("8");
	}

	@Test
	void tweensOfPyramidSeeEveryResponse() {
		HttpResponse<String> seen = Framework.pyramid.get("/refused");
		assertThat(seen.statusCode()).isEqualTo(409);
		assertThat(seen.body()).isEqualTo("seen: for the view of exceptions");
		assertThat(Framework.pyramid.get("/hello?name=x").headers().firstValue("X-Tween")).hasValue("over /hello");
	}

	@Test
	void webobReadsABodyTwice() {
		assertThat(Framework.webob.post("/twice", "text/plain", "y".repeat(150_000)).body())
			.isEqualTo("150000 True True");
	}

	@Test
	void webobMakesConditionalResponses() {
		HttpResponse<String> whole = Framework.webob.get("/tagged");
		assertThat(whole.headers().firstValue("ETag")).hasValue("\"numbers\"");
		HttpResponse<String> same = Framework.webob.get("/tagged", "If-None-Match", "\"numbers\"");
		assertThat(same.statusCode()).isEqualTo(304);
		assertThat(same.body()).isEmpty();
		HttpResponse<String> part = Framework.webob.get("/tagged", "Range", "bytes=4-5");
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo("2\n");
	}

	@Test
	void webobIsClosedWhenItsClientHasLeft() throws Exception {
		int before = Integer.parseInt(Framework.webob.get("/closed").body());
		try (RawClient client = server.connect()) {
			client.send("GET /webob/stream HTTP/1.1\r\nHost: localhost\r\n\r\n").readHead();
		}
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(Framework.webob.get("/closed").body()).isEqualTo(String.valueOf(before + 1)));
	}

	@Test
	void numpyIsThereInEveryProcessAndThread() {
		Framework.numpy.assume();
		String body = "\u0001".repeat(100_000);
		Map<String, Long> answers = Stream.generate(() -> Framework.numpy.post("/sum", "text/plain", body))
			.limit(40)
			.parallel()
			.map(HttpResponse::body)
			.collect(Collectors.groupingBy((answer) -> answer, Collectors.counting()));
		assertThat(answers.keySet()).allMatch((answer) -> answer.startsWith("100000 "));
	}

	@Test
	void numpyLetsOthersRunWhileItComputes() {
		Framework.numpy.assume();
		CompletableFuture<HttpResponse<String>> computed = server.server().getAsync("/numpy/long");
		while (!computed.isDone()) {
			// Enough of them for all other threads, so that one is in the same process.
			Stream.generate(() -> server.server().getAsync("/numpy/meanwhile"))
				.limit(4)
				.toList()
				.forEach(CompletableFuture::join);
		}
		assertThat(computed.join().body()).isEqualTo("not alone");
	}

	enum Framework {

		bottle("bottles:app", 1), falcon("falcons:app", 1), pyramid("pyramids:create()", 1), webob("webobs:app", 1),
		numpy("numbers_of_c:app", 2);

		private final String callable;

		private final int processes;

		Framework(String callable, int processes) {
			this.callable = callable;
			this.processes = processes;
		}

		void assume() {
			PythonPackage.assume(name());
		}

		String path(String path) {
			return "/" + name() + path;
		}

		HttpResponse<String> get(String target, String... headers) {
			assume();
			return server.server().get(path(target), headers);
		}

		HttpResponse<String> post(String target, String type, String body) {
			assume();
			return server.server().post(path(target), type, body);
		}

	}

}
