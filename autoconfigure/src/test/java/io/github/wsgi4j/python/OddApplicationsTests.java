package io.github.wsgi4j.python;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.python.application.PythonApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that do to their process what few do, and processes to which it happens.
 */
@OnOldestJava
@EnabledIf(value = "io.github.wsgi4j.python.PythonPackage#hasInterpreter", disabledReason = "There is no python3")
class OddApplicationsTests {

	@TempDir
	private Path folder;

	private TestServer start(String source, String... properties) throws IOException {
		Files.writeString(this.folder.resolve("app.py"), source);
		return PythonServer
			.start("odd",
					Stream.concat(Stream.of("python.directory=" + this.folder), Stream.of(properties))
						.toArray(String[]::new))
			.server();
	}

	private static void awaitNoneBusy(TestServer server) {
		PythonApplication application = server.bean(PythonApplication.class);
		Awaitility.await().atMost(TestServer.TIMEOUT).until(() -> application.busyThreads() == 0);
	}

	@Test
	void aThreadThatReadsTheInputAfterItsResponseIsFreeAgain() throws IOException {
		try (TestServer server = start("""
				class Body:
				    def __init__(self, environ):
				        self.input = environ["wsgi.input"]
				    def __iter__(self):
				        return iter([b"hello"])
				    def close(self):
				        self.input.read()
				def application(environ, start_response):
				    start_response("200 OK", [])
				    return Body(environ)
				""", "python.threads=1", "wsgi.request.applications.odd.buffering=stream")) {
			for (int i = 0; i < 3; i++) {
				assertThat(server.post("/", "text/plain", "abcd").body()).isEqualTo("hello");
				awaitNoneBusy(server);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "1000, 413", "10, 408" })
	void anUploadThatCannotBeReadOnIsAnsweredAsForJava(int sent, int status) throws IOException {
		try (TestServer server = start("""
				def application(environ, start_response):
				    try:
				        body = environ["wsgi.input"].read()
				    except OSError as ex:
				        raise ValueError("no body") from ex
				    start_response("200 OK", [])
				    return [body]
				""", "wsgi.request.applications.odd.buffering=stream", "wsgi.limits.max-body-size=100B",
				"wsgi.limits.read-timeout=200ms"); RawClient client = new RawClient(server.port(), -1)) {
			client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n")
				.send("x".repeat(sent));
			assertThat(client.readResponse().status()).isEqualTo(status);
		}
	}

	@Test
	void aForkedChildThatLeavesItsRequestEnds() throws IOException {
		try (TestServer server = start("""
				import os, sys
				child = None
				def application(environ, start_response):
				    global child
				    if environ["PATH_INFO"] == "/fork":
				        child = os.fork()
				        if child == 0:
				            sys.exit(0)
				        ended = "forked"
				    else:
				        os.waitpid(child, 0)
				        ended = "ended"
				    start_response("200 OK", [])
				    return [ended.encode()]
				""", "python.processes=1")) {
			assertThat(server.get("/fork").body()).isEqualTo("forked");
			assertThat(server.get("/wait").body()).isEqualTo("ended");
		}
	}

	@Test
	void aForkedChildEndsWithItsOwnStatus() throws IOException {
		try (TestServer server = start("""
				import os, sys
				def application(environ, start_response):
				    child = os.fork()
				    if child == 0:
				        sys.exit(int(environ["QUERY_STRING"]) if environ["QUERY_STRING"] else None)
				    start_response("200 OK", [])
				    return [str(os.waitpid(child, 0)[1] >> 8).encode()]
				""")) {
			assertThat(server.get("/").body()).isEqualTo("0");
			assertThat(server.get("/?0").body()).isEqualTo("0");
			assertThat(server.get("/?7").body()).isEqualTo("7");
		}
	}

	@Test
	void aProgramOfTheApplicationIsEndedByAnySignal() throws IOException {
		try (TestServer server = start("""
				import signal, subprocess
				def application(environ, start_response):
				    program = subprocess.Popen(["sleep", "60"])
				    program.send_signal(signal.SIGQUIT)
				    try:
				        ended = -program.wait(10)
				    except subprocess.TimeoutExpired:
				        program.kill()
				        ended = program.wait()
				    start_response("200 OK", [])
				    return [str(ended).encode()]
				""")) {
			assertThat(server.get("/").body()).isEqualTo("3");
		}
	}

	@Test
	void noThreadIsBusyWhoseProcessIsGone() throws IOException {
		try (TestServer server = start("""
				import os, time
				def application(environ, start_response):
				    if environ["PATH_INFO"] == "/sleep":
				        time.sleep(60)
				    start_response("200 OK", [])
				    return [b"awake"]
				""", "python.threads=16", "python.processes=2")) {
			PythonApplication application = server.bean(PythonApplication.class);
			List<Socket> clients = new ArrayList<>();
			for (int i = 0; i < 32; i++) {
				clients.add(server.open("/sleep"));
			}
			Awaitility.await().until(() -> application.busyThreads() == 32);
			application.status()
				.processes()
				.forEach((process) -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
			for (Socket client : clients) {
				try (client) {
					assertThat(client.getInputStream().readNBytes(12))
						.isEqualTo("HTTP/1.1 502".getBytes(StandardCharsets.US_ASCII));
				}
			}
			awaitNoneBusy(server);
			assertThat(server.get("/").body()).isEqualTo("awake");
		}
	}

	@Test
	void anExitHandlerMayTakeLongerThanARequest() throws IOException {
		try (TestServer server = start("""
				import atexit, time
				def leave():
				    time.sleep(2)
				    open("left", "w").close()
				atexit.register(leave)
				def application(environ, start_response):
				    start_response("200 OK", [])
				    return [b"hello"]
				""", "python.request-timeout=500ms")) {
			assertThat(server.get("/").body()).isEqualTo("hello");
		}
		assertThat(this.folder.resolve("left")).exists();
	}

	@Test
	void whatStandsForStdoutNeedNotFlushBeforeAFork() throws IOException {
		try (TestServer server = start("""
				import sys
				class Out:
				    def write(self, text):
				        return len(text)
				sys.stdout = Out()
				sys.stderr = None
				def application(environ, start_response):
				    start_response("200 OK", [])
				    return [b"hello"]
				""", "python.preload=true")) {
			assertThat(server.get("/").body()).isEqualTo("hello");
		}
	}

	@Test
	void aProcessIsReplacedThoughTheFilesOfTheWorkerWereDeleted() throws IOException {
		try (TestServer server = start("""
				import os, sys
				def application(environ, start_response):
				    if environ["PATH_INFO"] == "/dies":
				        os._exit(1)
				    start_response("200 OK", [])
				    return [sys.modules["wsgi4j_worker"].__file__.encode()]
				""", "python.processes=1")) {
			String worker = server.get("/").body();
			try (Stream<Path> files = Files.walk(Path.of(worker).getParent().getParent())) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					Files.delete(file);
				}
			}
			assertThat(server.get("/dies").statusCode()).isEqualTo(502);
			assertThat(server.get("/").body()).isEqualTo(worker);
		}
	}

	@Test
	void aThreadOutlivesAnExceptionWhoseMessageExits() throws IOException {
		try (TestServer server = start("""
				import os, sys
				class Exits(Exception):
				    def __str__(self):
				        sys.exit(1)
				def application(environ, start_response):
				    if environ["PATH_INFO"] == "/exits":
				        raise Exits()
				    start_response("200 OK", [])
				    return [str(os.getpid()).encode()]
				""", "python.threads=2")) {
			String process = server.get("/").body();
			for (int i = 0; i < 3; i++) {
				assertThat(server.get("/exits").statusCode()).isEqualTo(502);
				awaitNoneBusy(server);
			}
			assertThat(server.get("/").body()).isEqualTo(process);
		}
	}

}
