package io.github.wsgi4j.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in Python. The configuration is that of {@link DemoApplicationTests}, so that
 * both have one context.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS)
class PythonPageTests {

	private static final Pattern MENU = Pattern.compile("(?s)<nav.*</nav>");

	private static final Pattern ENTRY = Pattern.compile("href=\"([^\"]*)\"[^>]*>([^<]*)<");

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@BeforeEach
	void awaitPython() {
		Python.assume();
		Awaitility.await().untilAsserted(() -> assertThat(get("/python").statusCode()).isEqualTo(200));
	}

	@Test
	void showsTheEnviron() throws Exception {
		HttpResponse<String> response = get("/python/?a=b%20c", "X-Question", "<why>", "Cookie", "SESSION=secret",
				"X-Name", "Zo\u00c3\u00ab");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
		assertThat(response.headers().firstValue("X-Powered-By")).hasValue("WSGI for Spring Boot");
		assertThat(response.body()).startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
			.contains("<dt>SCRIPT_NAME</dt>\n<dd>/python</dd>", "<dt>PATH_INFO</dt>\n<dd>/</dd>", "<dd>a=b%20c</dd>",
					"<dt>HTTP_X_QUESTION</dt>\n<dd>&lt;why&gt;</dd>", "<dt>wsgi.version</dt>\n<dd>(1, 0)</dd>",
					"<dt>wsgi.file_wrapper</dt>\n<dd>an object: FileWrapper</dd>")
			.doesNotContain("secret");
	}

	@Test
	void hasTheMenuOfTheOtherPages() throws Exception {
		assertThat(menu("/python")).isNotEmpty().isEqualTo(menu("/environ"));
		assertThat(get("/python").body()).contains("href=\"/python\" aria-current=\"page\">Python</a>");
	}

	@Test
	void sendsAStream() throws Exception {
		List<String> lines = get("/python/stream").body().lines().toList();
		assertThat(lines).hasSize(10);
		assertThat(lines.get(0)).matches("line 1 of 10, from process [0-9]+");
		assertThat(lines.get(9)).matches("line 10 of 10, from process [0-9]+");
	}

	@Test
	void hasAPageForWhatItDoesNotKnow() throws Exception {
		HttpResponse<String> response = get("/python/other");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("<h1>There is nothing at this path</h1>", "href=\"/\"");
	}

	private List<String> menu(String path) throws IOException, InterruptedException {
		return MENU.matcher(get(path).body())
			.results()
			.flatMap((nav) -> ENTRY.matcher(nav.group()).results())
			.map((entry) -> entry.group(1) + " " + entry.group(2))
			.toList();
	}

	private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
