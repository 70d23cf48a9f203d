package io.github.wsgi4j.python;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Django project that knows nothing of its server, with its admin and a database.
 */
class DjangoTests {

	private static final Pattern TOKEN = Pattern.compile("name=\"csrfmiddlewaretoken\" value=\"(\\w+)\"");

	@TempDir
	private static Path folder;

	private static PythonServer server;

	@BeforeAll
	static void start() throws IOException, InterruptedException {
		PythonPackage.assume("django");
		String database = folder.resolve("db.sqlite3").toString();
		manage(database, "migrate", "--no-input");
		manage(database, "createsuperuser", "--no-input", "--username=admin", "--email=admin@example.org");
		server = PythonServer.start("djangos", "wsgi.mounts.djangos=/site", "python.processes=2",
				"python.environment-variables.TEST_DATABASE=" + database);
	}

	private static void manage(String database, String... arguments) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(PythonServer.INTERPRETER, "-B", "manage.py")
			.directory(PythonServer.APPLICATIONS.resolve("djangos").toFile())
			.redirectErrorStream(true);
		builder.command().addAll(List.of(arguments));
		builder.environment().put("TEST_DATABASE", database);
		builder.environment().put("DJANGO_SUPERUSER_PASSWORD", "secret of admin");
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.close();
		}
	}

	@Test
	void aViewAnswers() {
		assertThat(server.get("/site/?name=World").text()).isEqualTo("Hello, World");
	}

	@Test
	void aStreamArrives() {
		assertThat(server.get("/site/stream").text()).startsWith("0\n1\n").endsWith("998\n999\n");
	}

	@Test
	void anUploadArrives() {
		String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
				+ "x".repeat(200_000) + "\r\n--b--\r\n";
		assertThat(server.server().post("/site/upload", "multipart/form-data; boundary=b", body).body())
			.isEqualTo("a.txt 200000");
	}

	@Test
	void anAdministratorLogsIn() {
		HttpResponse<String> page = server.server().get("/site/admin/login/");
		Matcher token = TOKEN.matcher(page.body());
		assertThat(token.find()).isTrue();
		HttpResponse<String> entered = server.server()
			.post("/site/admin/login/?next=/site/admin/", "application/x-www-form-urlencoded",
					"username=admin&password=secret+of+admin&csrfmiddlewaretoken=" + token.group(1), "Cookie",
					cookies(page));
		assertThat(entered.statusCode()).isEqualTo(302);
		assertThat(entered.headers().firstValue("Location")).hasValue("/site/admin/");
		assertThat(server.server().get("/site/admin/", "Cookie", cookies(entered)).body())
			.contains("Site administration");
	}

	@Test
	void aFormWithoutItsTokenIsRefused() {
		assertThat(server.server()
			.post("/site/admin/login/", "application/x-www-form-urlencoded", "username=admin&password=x")
			.statusCode()).isEqualTo(403);
	}

	private static String cookies(HttpResponse<String> response) {
		return response.headers()
			.allValues("Set-Cookie")
			.stream()
			.map((cookie) -> cookie.split(";", -1)[0])
			.collect(Collectors.joining("; "));
	}

}
