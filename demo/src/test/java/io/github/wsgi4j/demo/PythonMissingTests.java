package io.github.wsgi4j.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo on a machine without Python.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS,
		properties = "wsgi.python.applications.page.interpreter=/nowhere/python3")
class PythonMissingTests {

	@LocalServerPort
	private int port;

	@Test
	void thePageSaysWhatIsMissing() throws Exception {
		HttpResponse<String> response = get("/python");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.body()).contains("<h1>Python is not running</h1>", "install Python 3.8 or later")
			.doesNotContain("too much to do");
	}

	@Test
	void theOthersAnswer() throws Exception {
		assertThat(get("/").body()).contains("Hello WSGI!", "href=\"/python\"");
		assertThat(get("/actuator/health").body()).contains("\"status\":\"UP\"");
	}

	private HttpResponse<String> get(String path) throws Exception {
		URI uri = URI.create("http://localhost:" + this.port + path);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).header("Accept", "text/html, application/json").build(),
					HttpResponse.BodyHandlers.ofString());
	}

}
