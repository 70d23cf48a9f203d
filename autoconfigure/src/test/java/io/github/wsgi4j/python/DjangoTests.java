package io.github.wsgi4j.python;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.example.SiteSecurity;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Django project that knows nothing of its server, with its admin and a database.
 */
@OnNewestJava
class DjangoTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final Pattern TOKEN = Pattern.compile("name=\"csrfmiddlewaretoken\" value=\"(\\w+)\"");

	@TempDir
	private static Path folder;

	private static String database;

	private static PythonServer server;

	@BeforeAll
	static void start() throws IOException, InterruptedException {
		PythonPackage.assume("django");
		database = folder.resolve("db.sqlite3").toString();
		manage("migrate", "--no-input");
		manage("createsuperuser", "--no-input", "--username=admin", "--email=admin@example.org");
		server = PythonServer.start("djangos", "wsgi.mounts.djangos=/site", "python.processes=2",
				"python.environment-variables.TEST_DATABASE=" + database);
	}

	private static void manage(String... arguments) throws IOException, InterruptedException {
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

	@ParameterizedTest
	@CsvSource({ "/site/items/7, /site/items/<int:item>", "/site/old/1999/, /site/old/<year>/",
			"/site/admin/login/, /site/admin/login/", "/site/nothing, /site/**" })
	void theUriOfARequestIsItsRoute(String target, String uri) {
		server.get(target);
		server.awaitUri(uri);
	}

	@Test
	void anAdministratorLogsIn() {
		logIn(server.server());
	}

	@Test
	void theFormsOfDjangoWorkBehindSpringSecurity() {
		String credentials = "Basic " + HttpHeaders.encodeBasicAuth("ann", "secret", null);
		try (PythonServer secured = PythonServer.startSecured(Secured.class, "djangos", "wsgi.mounts.djangos=/site",
				"python.environment-variables.TEST_DATABASE=" + database, "spring.security.user.name=ann",
				"spring.security.user.password=secret")) {
			logIn(secured.server(), "Authorization", credentials);
			assertThat(secured.server().get("/site/admin/login/").statusCode()).isEqualTo(401);
			HttpResponse<String> forged = secured.server()
				.post("/site/admin/login/", FORM, "username=admin&password=x", "Authorization", credentials);
			assertThat(forged.statusCode()).isEqualTo(403);
			assertThat(forged.body()).contains("CSRF verification failed");
			HttpResponse<String> beside = secured.server()
				.post("/form", FORM, "name=forged", "Authorization", credentials);
			assertThat(beside.statusCode()).isEqualTo(403);
			assertThat(beside.body()).isEqualTo("Access Denied");
		}
	}

	private static void logIn(TestServer server, String... headers) {
		HttpResponse<String> page = server.get("/site/admin/login/", headers);
		Matcher token = TOKEN.matcher(page.body());
		assertThat(token.find()).isTrue();
		HttpResponse<String> entered = server.post("/site/admin/login/?next=/site/admin/", FORM,
				"username=admin&password=secret+of+admin&csrfmiddlewaretoken=" + token.group(1),
				with(headers, "Cookie", cookies(page)));
		assertThat(entered.statusCode()).isEqualTo(302);
		assertThat(entered.headers().firstValue("Location")).hasValue("/site/admin/");
		assertThat(server.get("/site/admin/", with(headers, "Cookie", cookies(entered))).body())
			.contains("Site administration");
	}

	private static String[] with(String[] headers, String... others) {
		return Stream.of(headers, others).flatMap(Stream::of).toArray(String[]::new);
	}

	@Test
	void aFormWithoutItsTokenIsRefused() {
		assertThat(server.server().post("/site/admin/login/", FORM, "username=admin&password=x").statusCode())
			.isEqualTo(403);
	}

	private static String cookies(HttpResponse<String> response) {
		return response.headers()
			.allValues("Set-Cookie")
			.stream()
			.map((cookie) -> cookie.split(";", -1)[0])
			.collect(Collectors.joining("; "));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(SiteSecurity.class)
	static class Secured {

	}

}
