package io.github.wsgi4j.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo with a Flask application beside the Java one, and one login for both.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS)
@ActiveProfiles("flask")
class FlaskProfileTests {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@LocalServerPort
	private int port;

	@BeforeAll
	static void assumeFlask() {
		Python.assume("flask");
	}

	@DynamicPropertySource
	static void interpreter(DynamicPropertyRegistry registry) {
		registry.add("wsgi.python.applications.basket.interpreter", () -> Python.DEBIAN);
	}

	@Test
	void theBasketAsksForALogin() throws Exception {
		HttpResponse<String> response = send(request("/basket/"));
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location")).hasValue("/login");
		assertThat(send(request("/basket").header("Accept", "application/json")).statusCode()).isEqualTo(401);
	}

	@Test
	void theRestOfTheSiteDoesNot() throws Exception {
		assertThat(send(request("/")).body()).contains("Hello WSGI!");
		assertThat(send(request("/notes")).statusCode()).isEqualTo(200);
	}

	@Test
	void oneLoginIsForJavaAndForPython() throws Exception {
		logIn();
		assertThat(send(request("/basket/")).body()).contains("Hello ann!");
		assertThat(send(request("/environ")).body()).contains("<dt>REMOTE_USER</dt>\n<dd>ann</dd>");
	}

	@Test
	void aFormFillsTheSessionOfFlask() throws Exception {
		logIn();
		String token = token("/basket/");
		HttpResponse<String> response = send(form("/basket/items", "_csrf", token, "name", "<tea>"));
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location")).hasValue("/basket/");
		assertThat(send(request("/basket/")).body()).contains("<li>&lt;tea&gt;</li>");
		assertThat(JsonPath.<String>read(send(request("/basket/items/1")).body(), "$.name")).isEqualTo("<tea>");
		assertThat(send(request("/basket/items/9")).statusCode()).isEqualTo(404);
	}

	@Test
	void aFormWithoutTheTokenIsRefused() throws Exception {
		logIn();
		assertThat(send(form("/basket/items", "name", "forged")).statusCode()).isEqualTo(403);
		assertThat(send(request("/basket/")).body()).doesNotContain("forged");
	}

	@Test
	void flaskKnowsTheUserAndTheAuthorities() throws Exception {
		String credentials = Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.US_ASCII));
		String me = send(request("/basket/me").header("Authorization", "Basic " + credentials)).body();
		assertThat(JsonPath.<String>read(me, "$.user")).isEqualTo("ann");
		// Spring Security adds how the user has logged in.
		assertThat(JsonPath.<List<String>>read(me, "$.authorities")).filteredOn((name) -> !name.startsWith("FACTOR_"))
			.containsExactlyInAnyOrder("ROLE_BUYER", "ROLE_USER");
	}

	private void logIn() throws IOException, InterruptedException {
		HttpResponse<String> response = send(
				form("/login", "_csrf", token("/login"), "username", "ann", "password", "secret"));
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location").orElseThrow()).doesNotContain("error");
	}

	private String token(String path) throws IOException, InterruptedException {
		Matcher token = TOKEN.matcher(send(request(path)).body());
		assertThat(token.find()).isTrue();
		return token.group(1);
	}

	private HttpRequest.Builder form(String path, String... fields) {
		StringBuilder form = new StringBuilder();
		for (int i = 0; i < fields.length; i += 2) {
			form.append(fields[i])
				.append('=')
				.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8))
				.append('&');
		}
		return request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form.substring(0, form.length() - 1)));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpRequest built = request.build();
		if (built.headers().firstValue("Accept").isEmpty()) {
			built = request.header("Accept", "text/html").build();
		}
		return this.client.send(built, HttpResponse.BodyHandlers.ofString());
	}

}
