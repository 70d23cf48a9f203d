package io.github.wsgi4j.fastcgi;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.LogRecords;
import io.github.wsgi4j.container.support.RawClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A front controller in PHP that Debian's PHP-FPM runs, which keeps connections.
 */
@OnNewestJava
class PhpFpmTests {

	private static final int CHILDREN = 2;

	private static NativeServer php;

	private static TestServer server;

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		Path script = folder.resolve("index.php");
		Files.copy(NativeServer.RESOURCES.resolve("fastcgi/index.php"), script);
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		php = NativeServer.php(folder.resolve("php.sock"), CHILDREN);
		server = TestServer.start(Configuration.class, "wsgi.fastcgi.applications.blog.servers=" + php.address(),
				"wsgi.fastcgi.applications.blog.parameters.SCRIPT_FILENAME=" + script, "wsgi.path=/blog",
				"management.endpoints.web.exposure.include=*");
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.close();
		}
		if (php != null) {
			php.close();
		}
	}

	@Test
	void variablesAreThoseOfTheRequest() {
		String names = "SCRIPT_NAME,PATH_INFO,REQUEST_METHOD,HTTP_X_NAME,HTTP_PROXY,REMOTE_USER";
		assertThat(server.get("/blog/caf%C3%A9?" + names, "X-Name", "y", "Proxy", "http://evil").body()).hasLineCount(6)
			.contains("SCRIPT_NAME=/blog", "PATH_INFO=/caf\u00e9", "REQUEST_METHOD=GET", "HTTP_X_NAME=y",
					"HTTP_PROXY=none", "REMOTE_USER=none");
	}

	// PHP writes an underscore for a dot, as everybody does for a hyphen.
	@Test
	void noHeaderTakesTheVariableOfAnother() {
		String names = "HTTP_X_REAL_USER,HTTP_X_OTHER";
		for (String forged : List.of("X.Real.User", "X-Real.User", "x.Real-User")) {
			assertThat(server.get("/blog/?" + names, "X-Real-User", "proxy", forged, "client").body()).as(forged)
				.isEqualTo("HTTP_X_REAL_USER=proxy\nHTTP_X_OTHER=none\n");
			assertThat(server.get("/blog/?" + names, forged, "client").body()).as(forged)
				.isEqualTo("HTTP_X_REAL_USER=none\nHTTP_X_OTHER=none\n");
		}
	}

	@Test
	void aPathThatPhpWouldCutIsRefused() {
		assertThat(server.get("/blog/missing%00/public").statusCode()).isEqualTo(400);
		assertThat(server.get("/blog/x%01y?PATH_INFO").body()).isEqualTo("PATH_INFO=/x\u0001y\n");
	}

	@Test
	void statusAndLocationAreThoseOfTheScript() {
		assertThat(server.get("/blog/missing").statusCode()).isEqualTo(404);
		assertThat(server.get("/blog/missing").body()).isEqualTo("nothing here");
		HttpResponse<String> redirect = server.get("/blog/redirect");
		assertThat(redirect.statusCode()).isEqualTo(302);
		assertThat(redirect.headers().firstValue("Location")).hasValue("/blog/elsewhere");
		assertThat(server.get("/blog/fails").statusCode()).isEqualTo(500);
	}

	@Test
	void formArrives() {
		HttpResponse<String> response = server.post("/blog/form", "application/x-www-form-urlencoded", "name=Zo%C3%AB",
				"Cookie", "seen=yes");
		assertThat(response.body()).isEqualTo("Zo\u00eb yes");
		assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("name=Zo%C3%AB");
	}

	@Test
	void largeBodiesCross() {
		String body = "0123456789".repeat(100_000);
		assertThat(server.post("/blog/echo", "text/plain", body).body()).isEqualTo(body);
		assertThat(server.get("/blog/large").body()).hasSize(128 * 65536);
	}

	@Test
	void moreClientsThanProcessesAreAnswered() {
		for (int round = 0; round < 3; round++) {
			List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 4 * CHILDREN)
				.mapToObj((i) -> server.getAsync("/blog/pid"))
				.toList();
			answers.forEach((answer) -> assertThat(TestServer.get(answer).statusCode()).isEqualTo(200));
		}
	}

	@Test
	void connectionsAreKept() {
		Set<String> pids = new HashSet<>();
		try (RawClient client = new RawClient(server.port(), -1)) {
			for (int i = 0; i < 10; i++) {
				pids.add(client.send("GET /blog/pid HTTP/1.1\r\nHost: localhost\r\n\r\n").readResponse().text());
			}
		}
		// Another connection would mostly get the other process.
		assertThat(pids).hasSize(1);
	}

	@Test
	void errorsOfTheScriptAreLoggedWithTheRequest() {
		try (LogRecords log = new LogRecords("wsgi.fastcgi.blog")) {
			assertThat(server.get("/blog/log").body()).isEqualTo("logged");
			Awaitility.await()
				.untilAsserted(() -> assertThat(log.messages())
					.contains("PHP message: caf\u00e9: a line of the log (GET /blog/log)"));
		}
	}

	@Test
	void healthTellsWhichServersAreReached() {
		assertThat(server.get("/actuator/health").body()).contains("UP");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

	}

}
