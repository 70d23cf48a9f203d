package io.github.wsgi4j.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS)
class DemoApplicationTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void saysHello() throws Exception {
		HttpResponse<String> response = send(request("/").build());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
		assertThat(response.body()).isEqualTo("Hello WSGI!");
	}

	@Test
	void showsTheEnviron() throws Exception {
		HttpResponse<String> response = send(request("/environ?a=b%20c").header("X-Question", "why").build());
		assertThat(response.body().lines()).contains("REQUEST_METHOD=GET", "PATH_INFO=/environ", "SCRIPT_NAME=",
				"QUERY_STRING=a=b%20c", "SERVER_PORT=" + this.port, "HTTP_X_QUESTION=why", "wsgi.url_scheme=http");
	}

	@Test
	void echoesTheBodyAndItsType() throws Exception {
		String body = "0123456789".repeat(100_000);
		HttpResponse<String> response = send(request("/echo").header("Content-Type", "text/x-test")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/x-test");
		assertThat(response.body()).isEqualTo(body);
	}

	@Test
	void tellsTheTimeLineByLine() throws Exception {
		HttpResponse<InputStream> response = this.client.send(request("/clock").build(),
				HttpResponse.BodyHandlers.ofInputStream());
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(response.body(), StandardCharsets.US_ASCII))) {
			assertThat(lines.readLine()).matches("[0-9]{2}:[0-9]{2}:[0-9]{2}");
		}
	}

	@Test
	void knowsNoOtherPage() throws Exception {
		HttpResponse<String> response = send(request("/other").build());
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("/environ", "/echo", "/clock");
	}

	@Test
	void shouts() throws Exception {
		HttpResponse<String> response = send(request("/shout/gr%C3%BCezi").build());
		assertThat(response.body()).isEqualTo("/GR\u00dcEZI!\n");
		assertThat(response.headers().firstValue("X-Powered-By")).hasValue("WSGI for Spring Boot");
	}

	private HttpRequest.Builder request(String target) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + target));
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
