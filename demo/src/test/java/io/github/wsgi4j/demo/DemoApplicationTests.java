package io.github.wsgi4j.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS)
class DemoApplicationTests {

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@LocalServerPort
	private int port;

	@Test
	void saysHello() throws Exception {
		HttpResponse<String> response = send(request("/").build());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
		assertThat(response.headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).contains("script-src 'self'").doesNotContain("unsafe"));
		assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
		assertThat(response.body()).contains("<h1>Hello WSGI!</h1>", "href=\"/notes\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/notes", "/clock", "/api", "/download", "/environ", "/server", "/other" })
	void pagesHaveADoctype(String path) throws Exception {
		assertThat(send(request(path).build()).body()).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
	}

	@Test
	void showsTheEnviron() throws Exception {
		HttpResponse<String> response = send(
				request("/environ?a=b%20c").header("X-Question", "<why>").header("Cookie", "SESSION=secret").build());
		assertThat(response.body())
			.contains("<dt>REQUEST_METHOD</dt>", "<dd>a=b%20c</dd>", "<dt>HTTP_X_QUESTION</dt>", "<dd>&lt;why&gt;</dd>",
					"aria-current=\"page\">Environ</a>")
			.doesNotContain("secret");
	}

	@Test
	void sendsTheTimeAsEvents() throws Exception {
		HttpResponse<InputStream> response = this.client.send(request("/clock/events").build(),
				HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(response.body(), StandardCharsets.US_ASCII))) {
			assertThat(lines.readLine()).matches("data: [0-9]{2}:[0-9]{2}:[0-9]{2}");
		}
	}

	@Test
	void showsTheServer() throws Exception {
		assertThat(send(request("/server").build()).body())
			.contains("<td>/shout</td><td>shout</td><td>platform</td>", "<td>GET /server</td>", "<polygon points=",
					"<dt>Under way</dt><dd>", "<td>page <small>")
			.doesNotContain("style=", "<style");
	}

	@Test
	void sendsTheServerAsEvents() throws Exception {
		HttpRequest request = request("/server/events").build();
		HttpResponse<InputStream> first = this.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
		HttpResponse<InputStream> second = this.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(first.headers().firstValue("Content-Type")).hasValue("text/event-stream");
		try (InputStream one = first.body(); InputStream other = second.body()) {
			String event = nextEvent(other);
			assertThat(event).contains("<td>GET /server/events</td>", "<polygon points=").doesNotContain("<html");
			// Both read the same events, and the first has read none yet.
			assertThat(Stream.generate(() -> nextEvent(one)).limit(5).anyMatch(event::equals)).as(event).isTrue();
		}
	}

	@Test
	void takesANoteAndItsFile() throws Exception {
		HttpResponse<String> response = post(form(token(), "Hello", "list.txt", "milk"));
		assertThat(response.statusCode()).isEqualTo(303);
		String note = response.headers().firstValue("Location").orElseThrow();
		assertThat(note).matches("/notes/[0-9]+");
		assertThat(send(request(note).build()).body()).contains("Hello", "list.txt (4 bytes)");
		assertThat(send(request("/api" + note).build()).body()).contains("\"text\":\"Hello\"",
				"\"file\":{\"name\":\"list.txt\",\"size\":4}");
		HttpResponse<String> file = send(request(note + "/file").build());
		assertThat(file.body()).isEqualTo("milk");
		assertThat(file.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"list.txt\"");
	}

	@Test
	void takesANoteWithoutAFile() throws Exception {
		HttpResponse<String> response = post(form(token(), "Alone", "", ""));
		String note = response.headers().firstValue("Location").orElseThrow();
		assertThat(send(request("/api" + note).build()).body()).contains("\"file\":null");
		assertThat(send(request(note + "/file").build()).statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 20 })
	void saysHowLargeAFileMayBe(int megabytes) throws Exception {
		HttpResponse<String> response = post(form(token(), "Much", "much.txt", "x".repeat(megabytes * 1024 * 1024)));
		assertThat(response.statusCode()).isEqualTo(413);
		assertThat(response.body()).contains("at most 1 MB", "href=\"/notes\"");
	}

	@ParameterizedTest
	@CsvSource({ "8, 200", "9, 413" })
	void takesAtMostEightMegabytes(int megabytes, int status) throws Exception {
		HttpResponse<String> response = send(request("/shout/hello")
			.method("GET", HttpRequest.BodyPublishers.ofByteArray(new byte[megabytes * 1024 * 1024]))
			.build());
		assertThat(response.statusCode()).isEqualTo(status);
	}

	@Test
	void saysWhatIsWrongWithAForm() throws Exception {
		HttpResponse<String> response = post(form(token(), " ", "", ""));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("A note needs a text.", "<form");
	}

	@Test
	void takesNoFormThatItHasNotMade() throws Exception {
		assertThat(post(form("forged", "Forged", "", "")).statusCode()).isEqualTo(403);
		assertThat(send(request("/api/notes").build()).body()).doesNotContain("Forged");
	}

	@ParameterizedTest
	@CsvSource({ "/other, There is nothing at this path", "/notes/0, There is no such note",
			"/notes/x, There is no such note" })
	void hasAPageForWhatItDoesNotKnow(String path, String message) throws Exception {
		HttpResponse<String> response = send(request(path).build());
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("<h1>" + message + "</h1>", "href=\"/\"");
	}

	@Test
	void theApiAnswersMistakesAsJson() throws Exception {
		HttpResponse<String> response = send(request("/api/notes/0").build());
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("\"message\":\"There is no such note\"");
	}

	@Test
	void theDownloadHasTheLengthThatItSays() throws Exception {
		HttpResponse<String> response = send(
				request("/download/squares.csv").header("Accept-Encoding", "gzip").build());
		assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(Squares.LENGTH);
		assertThat(response.body()).hasSize(Squares.LENGTH)
			.startsWith("000001,00000000001\n")
			.endsWith("62500000000\n");
	}

	@ParameterizedTest
	@CsvSource({ "site.css, text/css; charset=utf-8", "site.js, text/javascript; charset=utf-8",
			"icon.svg, image/svg+xml" })
	void sendsWhatThePagesNeed(String name, String type) throws Exception {
		HttpResponse<String> response = send(request("/assets/" + name).build());
		assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
		String tag = response.headers().firstValue("ETag").orElseThrow();
		assertThat(send(request("/assets/" + name).header("If-None-Match", tag).build()).statusCode()).isEqualTo(304);
	}

	@Test
	void shouts() throws Exception {
		HttpResponse<String> response = send(request("/shout/gr%C3%BCezi").build());
		assertThat(response.body()).isEqualTo("/GR\u00dcEZI!\n");
		assertThat(response.headers().firstValue("X-Powered-By")).hasValue("WSGI for Spring Boot");
	}

	private static String nextEvent(InputStream events) {
		StringBuilder event = new StringBuilder();
		try {
			while (event.indexOf("\n\n") < 0) {
				event.append((char) events.read());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return event.toString();
	}

	private String token() throws Exception {
		Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
			.matcher(send(request("/notes").build()).body());
		assertThat(token.find()).isTrue();
		return token.group(1);
	}

	private static String form(String token, String text, String filename, String content) {
		return """
				--limit
				Content-Disposition: form-data; name="_csrf"

				%s
				--limit
				Content-Disposition: form-data; name="author"

				Ann
				--limit
				Content-Disposition: form-data; name="text"

				%s
				--limit
				Content-Disposition: form-data; name="file"; filename="%s"
				Content-Type: text/plain

				%s
				--limit--
				""".replace("\n", "\r\n").formatted(token, text, filename, content);
	}

	private HttpResponse<String> post(String form) throws IOException, InterruptedException {
		return send(request("/notes").header("Content-Type", "multipart/form-data; boundary=limit")
			.header("Accept", "text/html")
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build());
	}

	private HttpRequest.Builder request(String target) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + target));
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
