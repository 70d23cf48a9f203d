package io.github.wsgi4j.fastcgi;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;

import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Python applications that Debian's uWSGI runs, with Flask and without.
 */
@OnNewestJava
class UwsgiTests {

	private static final int BLOCKS = 1024;

	private static NativeServer plain;

	private static NativeServer flask;

	private static TestServer server;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		Path application = NativeServer.RESOURCES.resolve("fastcgi/application.py");
		plain = NativeServer.uwsgi(folder.resolve("plain.sock"), application, "--processes", "2");
		// Where Flask is not, its tests are left out.
		Path flasks = Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/flask"))
				? NativeServer.RESOURCES.resolve("python/flasks/app.py") : application;
		flask = NativeServer.uwsgi(folder.resolve("flask.sock"), flasks, "--callable",
				flasks.equals(application) ? "application" : "app");
		server = TestServer.start(Configuration.class, "wsgi.fastcgi.applications.plain.servers=" + plain.address(),
				"wsgi.fastcgi.applications.streamed.servers=" + plain.address(),
				"wsgi.fastcgi.applications.flask.servers=" + flask.address(),
				"wsgi.request.applications.streamed.buffering=stream", "wsgi.mounts.plain=/plain",
				"wsgi.mounts.streamed=/streamed", "wsgi.mounts.flask=/shop", "wsgi.limits.max-body-size=100MB",
				"management.endpoints.web.exposure.include=*");
	}

	@AfterAll
	static void stop() {
		for (AutoCloseable opened : new AutoCloseable[] { server, plain, flask }) {
			close(opened);
		}
	}

	private static void close(AutoCloseable opened) {
		if (opened != null) {
			try {
				opened.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private static void assumeFlask() {
		boolean found = Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/flask"));
		if (!found) {
			System.err.println("!!! NOT TESTED: there is no Flask; Debian's package is python3-flask");
		}
		assumeTrue(found);
	}

	@Test
	void flaskAnswersBelowItsMount() {
		assumeFlask();
		assertThat(server.get("/shop/?name=World").body()).isEqualTo("Hello, World");
		assertThat(server.get("/shop/items/7").body().replaceAll("\\s", ""))
			.isEqualTo("{\"item\":7,\"root\":\"/shop\",\"url\":\"/shop/\"}");
		assertThat(server.get("/shop/missing").statusCode()).isEqualTo(404);
		assertThat(server.get("/shop/stream").body()).startsWith("0\n1\n").endsWith("998\n999\n");
	}

	@Test
	void formBeginsASession() {
		assumeFlask();
		HttpResponse<String> response = server.post("/shop/login", "application/x-www-form-urlencoded",
				"user=Zo%C3%AB");
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location")).hasValue("/shop/me");
		String cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
		assertThat(server.get("/shop/me", "Cookie", cookie).body()).isEqualTo("Zo\u00eb");
	}

	@Test
	void variablesCannotBeForged() {
		HttpResponse<String> response = server.get("/plain/caf%C3%A9?REMOTE_USER,SCRIPT_NAME,PATH_INFO,HTTP_PROXY",
				"Remote-User", "admin", "Proxy", "http://evil");
		assertThat(response.body()).isEqualTo("None\n'/plain'\n'/caf\u00c3\u00a9'\nNone\n".replace("\u00c3\u00a9",
				new String(new char[] { 0xC3, 0xA9 })));
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Proto: https", "X-Forwarded-Proto: javascript", "X-Forwarded-Ssl: on" })
	void schemeCannotBeForged(String header) {
		String[] parts = header.split(": ", -1);
		assertThat(server.get("/plain/?wsgi.url_scheme,HTTPS", parts[0], parts[1]).body()).isEqualTo("'http'\nNone\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/plain/echo", "/streamed/echo" })
	void applicationEchoesWhileItReads(String target) throws IOException {
		byte[] block = new byte[65536];
		new Random(42).nextBytes(block);
		CRC32 sent = new CRC32();
		CRC32 received = new CRC32();
		try (RawClient client = new RawClient(server.port(), -1)) {
			client.send("POST " + target + " HTTP/1.0\r\nContent-Length: " + BLOCKS * (long) block.length + "\r\n\r\n");
			CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
				for (int i = 0; i < BLOCKS; i++) {
					block[i]++;
					client.send(block);
					sent.update(block);
				}
			});
			assertThat(client.readHead().status()).isEqualTo(200);
			for (long left = BLOCKS * (long) block.length; left > 0;) {
				byte[] some = client.readSome(65536);
				received.update(some);
				left -= some.length;
			}
			TestServer.get(sending);
		}
		assertThat(received.getValue()).isEqualTo(sent.getValue());
	}

	@Test
	void uploadIsStreamed() throws IOException {
		try (RawClient client = new RawClient(server.port(), -1)) {
			client.send("POST /streamed/echo HTTP/1.0\r\nContent-Length: 70000\r\n\r\n" + "x".repeat(69_999));
			assertThat(client.readHead().status()).isEqualTo(200);
			assertThat(client.readExactly(65_536)).containsOnly((byte) 0x78);
			client.send("y");
			assertThat(client.readExactly(70_000 - 65_536)).endsWith((byte) 0x79);
		}
	}

	@Test
	void processThatDiesIsABadGateway() {
		assertThat(server.post("/plain/die", "text/plain", "x").statusCode()).isEqualTo(502);
		Awaitility.await().until(() -> server.get("/plain/?SCRIPT_NAME").statusCode() == 200);
	}

	@Test
	void processThatDiesLaterBreaksTheResponse() {
		try (RawClient client = new RawClient(server.port(), -1)) {
			RawResponse response = client.send("GET /plain/dies-later HTTP/1.1\r\nHost: localhost\r\n\r\n")
				.readResponse();
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.text()).isEqualTo("begun");
			assertThat(response.complete()).isFalse();
		}
	}

	@Test
	void runsOnTheEventLoopUnlessItStreams() {
		assertThat(server.get("/actuator/wsgi").body()).contains("\"mode\":\"event-loop\"", "\"mode\":\"platform\"");
	}

	@Test
	void noRequestIsLostWhenOneOfTwoServersStops(@TempDir Path folder) throws Exception {
		Path application = NativeServer.RESOURCES.resolve("fastcgi/application.py");
		try (NativeServer one = NativeServer.uwsgi(folder.resolve("1.sock"), application, "--processes", "2");
				NativeServer other = NativeServer.uwsgi(folder.resolve("2.sock"), application, "--processes", "2");
				TestServer server = TestServer.start(Configuration.class,
						"wsgi.fastcgi.applications.two.servers=" + one.address() + "," + other.address())) {
			List<CompletableFuture<List<String>>> clients = new ArrayList<>();
			AtomicBoolean stopped = new AtomicBoolean();
			for (int i = 0; i < 4; i++) {
				clients.add(CompletableFuture.supplyAsync(() -> {
					List<String> answers = new ArrayList<>();
					for (int more = 200; more > 0; more -= stopped.get() ? 1 : 0) {
						answers.add(server.get("/wait?0.001").body());
					}
					return answers;
				}));
			}
			Awaitility.await().until(() -> server.bean(FastCgiApplication.class).activeConnections() > 1);
			one.stop();
			stopped.set(true);
			for (CompletableFuture<List<String>> client : clients) {
				assertThat(TestServer.get(client)).containsOnly("None\n");
			}
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

	}

}
