package io.github.wsgi4j.autoconfigure.middleware;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.TestBody;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.middleware.security.Csrf;
import io.github.wsgi4j.middleware.security.CsrfRefusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Middleware of what browsers and other clients see, all of it at once, between
 * validators, on a server.
 */
class ShelfOfTheWebTests {

	private static final String USER = "Basic " + HttpHeaders.encodeBasicAuth("me", "secret", null);

	private static final String TEXT = "all the same ".repeat(500);

	@TempDir
	private static Path folder;

	private static TestServer server;

	@BeforeAll
	static void start() throws IOException {
		Files.writeString(folder.resolve("a.css"), "0123456789");
		server = TestServer.start(Pages.class, "server.forward-headers-strategy=framework",
				"wsgi.middleware.security-headers.enabled=true", "wsgi.middleware.trusted-hosts.enabled=true",
				"wsgi.middleware.trusted-hosts.hosts=127.0.0.1,*.public.example",
				"wsgi.middleware.https-redirect.enabled=true", "wsgi.middleware.https-redirect.port=8443",
				"wsgi.middleware.https-redirect.except=/assets,/form,/page,/stream,/token",
				"wsgi.middleware.cors.enabled=true", "wsgi.middleware.cors.origins=https://page.example",
				"wsgi.middleware.basic-auth.enabled=true", "wsgi.middleware.basic-auth.user=me",
				"wsgi.middleware.basic-auth.password=secret", "wsgi.middleware.session.enabled=true",
				"wsgi.middleware.session.keys=0123456789abcdef0123456789abcdef", "wsgi.middleware.session.cookie=id",
				"wsgi.middleware.session.domain=example.org", "wsgi.middleware.session.path=/token",
				"wsgi.middleware.session.same-site=strict", "wsgi.middleware.session.secure=true",
				"wsgi.middleware.session.max-age=30d", "wsgi.middleware.session.max-lifetime=20d",
				"wsgi.middleware.csrf.enabled=true", "wsgi.middleware.gzip.enabled=true",
				"wsgi.middleware.conditional-get.enabled=true", "wsgi.middleware.etag.enabled=true",
				"wsgi.middleware.static-files.enabled=true", "wsgi.middleware.static-files.location=" + folder,
				"wsgi.middleware.static-files.prefix=/assets");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void eachStandsInItsPlace() {
		assertThat(server.bean(WsgiHandlerMapping.class).getApplications().get(0).middleware()).containsExactly(
				"wsgiSecurityHeaders", "wsgiTrustedHosts", "wsgiHttpsRedirect", "wsgiCors", "wsgiBasicAuth",
				"wsgiSessionCookie", "wsgiCsrf", "wsgiGzip", "wsgiConditionalGet", "wsgiETag", "wsgiStaticFiles");
	}

	@Test
	void aStrangerIsAskedWhoItIs() {
		HttpResponse<String> response = server.get("/page");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
	}

	@Test
	void theHostThatTheProxyWasAskedForCounts() {
		assertThat(server.get("/page", "X-Forwarded-Host", "evil.test").statusCode()).isEqualTo(400);
		HttpResponse<String> response = server.get("/a/b?c=d", "X-Forwarded-Host", "www.public.example:8080");
		assertThat(response.statusCode()).isEqualTo(308);
		assertThat(response.headers().firstValue("Location")).contains("https://www.public.example:8443/a/b?c=d");
		assertThat(response.headers().firstValue("Strict-Transport-Security")).isEmpty();
		HttpResponse<String> secure = server.get("/a/b?c=d", "X-Forwarded-Host", "www.public.example",
				"X-Forwarded-Proto", "https");
		assertThat(secure.statusCode()).isEqualTo(401);
		assertThat(secure.headers().firstValue("Strict-Transport-Security")).isPresent();
	}

	@Test
	void aPreFlightIsAnsweredWithoutAUser() {
		HttpResponse<String> response = server.send("OPTIONS", "/page", "Origin", "https://page.example",
				"Access-Control-Request-Method", "POST");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://page.example");
	}

	@Test
	void aPageIsCompressedAndNotSentTwice() throws IOException, InterruptedException {
		HttpResponse<byte[]> response = send("/page", "Accept-Encoding", "gzip");
		assertThat(unzip(response.body())).isEqualTo(TEXT);
		String tag = response.headers().firstValue("ETag").orElseThrow();
		assertThat(tag).startsWith("W/");
		HttpResponse<byte[]> again = send("/page", "Accept-Encoding", "gzip", "If-None-Match", tag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.headers().firstValue("ETag")).contains(tag);
		assertThat(again.headers().allValues("Vary")).anyMatch((vary) -> vary.contains("Accept-Encoding"));
	}

	@Test
	void aStreamIsCompressedToo() throws IOException, InterruptedException {
		HttpResponse<byte[]> response = send("/stream", "Accept-Encoding", "gzip");
		assertThat(unzip(response.body())).isEqualTo("data: 0\n\ndata: 1\n\ndata: 2\n\n");
		assertThat(response.headers().firstValue("Content-Length")).isEmpty();
	}

	@Test
	void aFileIsSentAndARangeOfIt() throws IOException, InterruptedException {
		HttpResponse<byte[]> response = send("/assets/a.css");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("0123456789");
		assertThat(response.headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
		HttpResponse<byte[]> range = send("/assets/a.css", "Range", "bytes=2-4");
		assertThat(range.statusCode()).isEqualTo(206);
		assertThat(new String(range.body(), StandardCharsets.UTF_8)).isEqualTo("234");
		assertThat(send("/assets/a.css", "Range", "bytes=99-").statusCode()).isEqualTo(416);
		assertThat(send("/assets/..%2f" + folder.getFileName() + "%2fa.css").statusCode()).isEqualTo(404);
		assertThat(send("/assets/none.css").statusCode()).isEqualTo(404);
	}

	@Test
	void aFormNeedsItsToken() throws IOException, InterruptedException {
		HttpResponse<byte[]> page = send("/token");
		String token = new String(page.body(), StandardCharsets.UTF_8);
		String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
		HttpResponse<String> refused = post("name=x", cookie);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).isEqualTo("Please try again. The request has no valid token.");
		HttpResponse<String> response = post("name=x&_csrf=" + token, cookie);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("me: name=x&_csrf=" + token);
		String parts = "--limit\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
				+ "\r\n--limit--\r\n";
		HttpResponse<String> upload = post(parts, cookie, "multipart/form-data; boundary=limit");
		assertThat(upload.statusCode()).isEqualTo(200);
		assertThat(upload.body()).isEqualTo("me: " + parts);
		assertThat(post(parts.replace(token, "x"), cookie, "multipart/form-data; boundary=limit").statusCode())
			.isEqualTo(403);
	}

	@Test
	void theCookieOfASessionIsThatOfItsProperties() throws IOException, InterruptedException {
		assertThat(send("/token").headers().firstValue("Set-Cookie")).get()
			.asString()
			.matches("id=[^;]+; Domain=example.org; Path=/token; Max-Age=1728000; HttpOnly; SameSite=Strict; Secure");
	}

	private static HttpResponse<String> post(String form, String cookie) throws IOException, InterruptedException {
		return post(form, cookie, "application/x-www-form-urlencoded");
	}

	private static HttpResponse<String> post(String form, String cookie, String type)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/form"))
			.header("Authorization", USER)
			.header("Cookie", cookie)
			.header("Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.timeout(TestServer.TIMEOUT)
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static HttpResponse<byte[]> send(String target, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
			.header("Authorization", USER)
			.timeout(TestServer.TIMEOUT);
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
	}

	private static String unzip(byte[] body) throws IOException {
		try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Pages {

		@Bean
		CsrfRefusal refusal() {
			return (environ, startResponse) -> {
				startResponse.call("403 Forbidden", List.of(Header.of("Content-Type", "text/plain")));
				return Body.text("Please try again. " + environ.get(Csrf.VIOLATION));
			};
		}

		@Bean
		Application pages() {
			return (environ, startResponse) -> {
				String path = Environ.get(environ, Environ.PATH_INFO);
				String body = switch (path) {
					case "/page" -> TEXT;
					case "/token" -> Csrf.token(environ);
					case "/form" -> environ.get(Environ.REMOTE_USER) + ": "
							+ new String(Environ.input(environ).readAllBytes(), StandardCharsets.UTF_8);
					default -> "";
				};
				startResponse.call((body.isEmpty() && !path.equals("/stream")) ? "404 Not Found" : "200 OK", List
					.of(Header.of("Content-Type", path.equals("/stream") ? "text/event-stream" : "text/plain")));
				return path.equals("/stream") ? new TestBody(3, (index) -> "data: " + index + "\n\n", () -> {
				}) : Body.text(body);
			};
		}

	}

}
