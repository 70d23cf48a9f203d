package io.github.wsgi4j.container.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * TLS, and HTTP/2 over it.
 */
@Timeout(60)
class SecureConnectionTests {

	private static final String PASSWORD = "changeit";

	private static WsgiServer server;

	private static HttpClient client;

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		Path keyStore = folder.resolve("keys.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=ip:127.0.0.1", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", keyStore.toString())
			.inheritIO()
			.start();
		assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
		server = new WsgiServer("server.http2.enabled=true", "server.ssl.key-store=" + keyStore.toUri(),
				"server.ssl.key-store-password=" + PASSWORD);
		client = HttpClient.newBuilder().sslContext(trusting(keyStore)).build();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void httpsIsOnUnderTls() throws Exception {
		Map<String, Object> environ = environOf(HttpClient.Version.HTTP_1_1);
		assertThat(environ).containsEntry("HTTPS", "on")
			.containsEntry("wsgi.url_scheme", "https")
			.containsEntry("SERVER_PROTOCOL", "HTTP/1.1")
			.containsEntry("SERVER_PORT", Integer.toString(server.port()));
		assertThat(environ).allSatisfy((name, value) -> {
			if (name.startsWith("SSL_")) {
				assertThat(value).isInstanceOf(String.class);
			}
		});
	}

	@Test
	void clientOfATestMayBringItsTrust() {
		server.serve(Contract.answering(Body.text("secure")));
		WsgiClient test = WsgiClient.of(URI.create("https://127.0.0.1:" + server.port()), client);
		WsgiResponse response = test.get("/").send();
		assertThat(response.failure()).isNull();
		assertThat(response.text()).isEqualTo("secure");
		assertThat(response.headers()).noneMatch((header) -> header.name().startsWith(":"));
	}

	@Test
	void serverProtocolOfHttp2IsItsVersion() throws Exception {
		assertThat(environOf(HttpClient.Version.HTTP_2)).containsEntry("SERVER_PROTOCOL", "HTTP/2.0")
			.containsEntry("HTTPS", "on")
			.containsEntry("SERVER_NAME", "127.0.0.1")
			.containsEntry("SERVER_PORT", Integer.toString(server.port()))
			.containsEntry("HTTP_HOST", "127.0.0.1:" + server.port())
			.containsEntry("REQUEST_URI", "/a%20b?c=%20")
			.containsEntry("PATH_INFO", "/a b")
			.containsEntry("QUERY_STRING", "c=%20");
	}

	@Test
	void cookiesThatHttp2SplitsAreJoinedWithASemicolon() throws Exception {
		assertThat(environOf(HttpClient.Version.HTTP_2, "Cookie", "a=1", "Cookie", "b=2", "X-A", "1", "X-A", "2"))
			.containsEntry("HTTP_COOKIE", "a=1; b=2")
			.containsEntry("HTTP_X_A", "1,2");
	}

	@Test
	void bodyOfHttp2WithoutALengthIsReadToItsEnd() throws Exception {
		server.serve((environ, start) -> {
			byte[] body = Environ.input(environ).readAllBytes();
			start.call("200 OK", List.of(Header.of("X-Length", Environ.get(environ, "CONTENT_LENGTH"))));
			return Body.of(body);
		});
		byte[] body = new byte[200_000];
		HttpResponse<byte[]> response = client.send(request(HttpClient.Version.HTTP_2)
			.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
			.build(), HttpResponse.BodyHandlers.ofByteArray());
		assertThat(response.headers().firstValue("X-Length")).hasValue("200000");
		assertThat(response.body()).isEqualTo(body);
	}

	@Test
	void largeBodiesArriveIntactOverHttp2() throws Exception {
		byte[] block = Contract.bytes("0123456789abcdef".repeat(4096));
		server.serve(Contract.answering(
				ScriptedBody.of(IntStream.range(0, 50).<ScriptedBody.Step>mapToObj((i) -> () -> block).iterator())));
		HttpResponse<byte[]> response = client.send(request(HttpClient.Version.HTTP_2).build(),
				HttpResponse.BodyHandlers.ofByteArray());
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(response.body()).hasSize(50 * block.length);
	}

	@Test
	void filesArriveIntactUnderTlsAndOverHttp2(@TempDir Path folder) throws Exception {
		Path file = Files.write(folder.resolve("file"), new byte[1_000_000]);
		for (HttpClient.Version version : List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
			server.serve(Contract.answering(Body.of(file)));
			HttpResponse<byte[]> response = client.send(request(version).build(),
					HttpResponse.BodyHandlers.ofByteArray());
			assertThat(response.headers().firstValue("Content-Length")).hasValue("1000000");
			assertThat(response.body()).hasSize(1_000_000);
		}
	}

	@Test
	void exceptionAfterTheHeadersBreaksTheStreamOfHttp2() throws Exception {
		server.serve(Contract.answering(ScriptedBody.of(ScriptedBody.block("sent"),
				ScriptedBody.failing(new IllegalStateException("the failure")))));
		assertThatIOException().isThrownBy(
				() -> client.send(request(HttpClient.Version.HTTP_2).build(), HttpResponse.BodyHandlers.ofByteArray()));
		assertThat(environOf(HttpClient.Version.HTTP_2)).isNotEmpty();
	}

	// The end of such a body is that of the connection, which TLS tells of by itself.
	@Test
	void exceptionAfterTheHeadersIsNoEndOfABodyOfHttp10() throws Exception {
		server.serve(Contract.answering(ScriptedBody.of(ScriptedBody.block("sent"),
				ScriptedBody.failing(new IllegalStateException("the failure")))));
		try (Socket socket = client.sslContext().getSocketFactory().createSocket("127.0.0.1", server.port())) {
			socket.getOutputStream().write(Contract.bytes("GET / HTTP/1.0\r\n\r\n"));
			assertThatIOException().isThrownBy(() -> socket.getInputStream().readAllBytes());
		}
	}

	@Test
	void disconnectOfAStreamOfHttp2InterruptsTheApplicationAndClosesTheBody() throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		CompletableFuture<Throwable> interrupted = new CompletableFuture<>();
		ScriptedBody body = ScriptedBody.of(ScriptedBody.block("first"), () -> {
			called.countDown();
			try {
				Contract.pass(new CountDownLatch(1));
			}
			catch (InterruptedException | IllegalStateException ex) {
				interrupted.complete(ex);
			}
			return Contract.bytes("second");
		});
		server.serve(Contract.answering(body));
		CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(request(HttpClient.Version.HTTP_2).build(),
				HttpResponse.BodyHandlers.ofByteArray());
		Contract.pass(called);
		assertThat(response.cancel(true)).isTrue();
		assertThat(Contract.take(interrupted)).isInstanceOf(InterruptedException.class);
		Contract.await().untilAsserted(() -> assertThat(body.closed()).isOne());
	}

	@Test
	void headOverHttp2HasTheHeadersOfTheGet() throws Exception {
		server.serve(Contract.answering(Body.text("hello")));
		HttpResponse<byte[]> response = client.send(
				request(HttpClient.Version.HTTP_2).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.ofByteArray());
		assertThat(response.headers().firstValue("Content-Length")).hasValue("5");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void fewerBytesThanTheContentLengthBreakTheStreamOfHttp2() {
		server.serve(
				Contract.breaking(Contract.answering(ScriptedBody.blocks("sent"), Header.of("Content-Length", "10"))));
		assertThatIOException().isThrownBy(
				() -> client.send(request(HttpClient.Version.HTTP_2).build(), HttpResponse.BodyHandlers.ofByteArray()));
	}

	private static Map<String, Object> environOf(HttpClient.Version version, String... headers) throws Exception {
		Map<String, Object> seen = new HashMap<>();
		server.serve((environ, start) -> {
			seen.putAll(environ);
			start.call("200 OK", Contract.NO_HEADERS);
			return Body.text("x");
		});
		HttpRequest.Builder request = request(version);
		if (headers.length > 0) {
			request.headers(headers);
		}
		HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.version()).isEqualTo(version);
		return seen;
	}

	private static HttpRequest.Builder request(HttpClient.Version version) {
		return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/a%20b?c=%20"))
			.version(version);
	}

	private static SSLContext trusting(Path keyStore) throws GeneralSecurityException, IOException {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(keyStore)) {
			trusted.load(in, PASSWORD.toCharArray());
		}
		KeyStore certificates = KeyStore.getInstance(KeyStore.getDefaultType());
		certificates.load(null, null);
		certificates.setCertificateEntry("server", trusted.getCertificate("server"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(certificates);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
