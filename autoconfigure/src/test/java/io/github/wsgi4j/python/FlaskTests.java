package io.github.wsgi4j.python;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Flask application that knows nothing of its server, found by itself and mounted below
 * a path.
 */
@OnOldestJava
class FlaskTests {

	private static PythonServer server;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		PythonPackage.assume("flask");
		Path nested = Files.createDirectories(folder.resolve("nested"));
		Files.writeString(folder.resolve("a.txt"), "0123456789");
		Files.writeString(folder.resolve(".secret"), "secret");
		Files.writeString(nested.resolve("b.txt"), "nested");
		server = PythonServer.start("flasks", "wsgi.mounts.flasks=/shop", "python.processes=2", "python.preload=true",
				"python.static-paths[/assets]=" + folder, "python.static-paths[/assets/a.txt]=" + nested,
				"python.static-paths[/source]=.");
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
	void aStaticFileIsSentWithoutPython() {
		HttpResponse<String> response = server.server().get("/shop/assets/a.txt");
		assertThat(response.body()).isEqualTo("0123456789");
		String tag = response.headers().firstValue("ETag").orElseThrow();
		assertThat(server.server().get("/shop/assets/a.txt", "If-None-Match", tag).statusCode()).isEqualTo(304);
		HttpResponse<String> part = server.server().get("/shop/assets/a.txt", "Range", "bytes=2-4");
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo("234");
	}

	@Test
	void staticFolderMayBeRelativeAndBelowAnother() {
		assertThat(server.get("/shop/source/app.py").text()).startsWith("from flask import");
		assertThat(server.get("/shop/assets/a.txt/b.txt").text()).isEqualTo("nested");
		assertThat(server.get("/shop/assets/nested/b.txt").text()).isEqualTo("nested");
	}

	@Test
	void pythonAnswersWhereThereIsNoStaticFile() {
		for (String path : new String[] { "assets/missing", "assets/.secret", "assets/", "assetsa.txt", "a.txt",
				"assets/%2e%2e/a.txt", "source/../../flasks/app.py", "source/..%2fflasks/app.py" }) {
			assertThat(server.get("/shop/" + path).text()).as(path).contains("Not Found").doesNotContain("import");
		}
		assertThat(server.post("/shop/assets/a.txt", "x").status()).isEqualTo(404);
	}

	@Test
	void aFileIsSentAndNotAskedForAgain() {
		HttpResponse<String> response = server.server().get("/shop/file");
		assertThat(response.body()).startsWith("from flask import");
		String tag = response.headers().firstValue("ETag").orElseThrow();
		assertThat(server.server().get("/shop/file", "If-None-Match", tag).statusCode()).isEqualTo(304);
	}

}
