package io.github.wsgi4j.python;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Flask application that knows nothing of its server, found by itself and mounted below
 * a path.
 */
class FlaskTests {

	private static PythonServer server;

	@BeforeAll
	static void start() {
		PythonPackage.assume("flask");
		server = PythonServer.start("flasks", "wsgi.mounts.flasks=/shop", "python.processes=2");
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.close();
		}
	}

	@Test
	void aViewAnswers() {
		assertThat(server.get("/shop/?name=World").text()).isEqualTo("Hello, World");
	}

	@Test
	void urlsAreMadeBelowTheMount() {
		assertThat(server.get("/shop/items/7").text().replaceAll("\\s", ""))
			.isEqualTo("{\"item\":7,\"root\":\"/shop\",\"url\":\"/shop/\"}");
	}

	@Test
	void aFormBeginsASession() {
		HttpResponse<String> response = server.server()
			.post("/shop/login", "application/x-www-form-urlencoded", "user=Zo%C3%AB");
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location")).hasValue("/shop/me");
		String cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
		assertThat(server.server().get("/shop/me", "Cookie", cookie).body()).isEqualTo("Zo\u00eb");
		assertThat(server.server().get("/shop/me").body()).isEqualTo("nobody");
	}

	@Test
	void anUploadArrives() {
		String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
				+ "x".repeat(200_000) + "\r\n--b--\r\n";
		assertThat(server.server().post("/shop/upload", "multipart/form-data; boundary=b", body).body())
			.isEqualTo("a.txt 200000");
	}

	@Test
	void aStreamArrives() {
		assertThat(server.get("/shop/stream").text()).startsWith("0\n1\n").endsWith("998\n999\n");
	}

	@Test
	void flaskAnswersItsErrors() {
		assertThat(server.get("/shop/missing").status()).isEqualTo(404);
		assertThat(server.get("/shop/missing").text()).contains("Not Found");
	}

	@ParameterizedTest
	@CsvSource({ "/shop/items/7, /shop/items/<int:item>", "/shop/stream, /shop/stream", "/shop/, /shop/",
			"/shop/items/x, /shop/**" })
	void theUriOfARequestIsItsRoute(String target, String uri) {
		server.get(target);
		server.awaitUri(uri);
	}

	@Test
	void aFileIsSentAndNotAskedForAgain() {
		HttpResponse<String> response = server.server().get("/shop/file");
		assertThat(response.body()).startsWith("from flask import");
		String tag = response.headers().firstValue("ETag").orElseThrow();
		assertThat(server.server().get("/shop/file", "If-None-Match", tag).statusCode()).isEqualTo(304);
	}

}
