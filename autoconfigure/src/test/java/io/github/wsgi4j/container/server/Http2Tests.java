package io.github.wsgi4j.container.server;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.support.Endpoint;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.SelfSigned;
import io.netty.handler.codec.http.HttpMethod;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@Timeout(60)
class Http2Tests {

	private static final String LIMIT = "wsgi.limits.max-body-size=2MB";

	private static final Map<Kind, Endpoint> ENDPOINTS = new EnumMap<>(Kind.class);

	@TempDir
	static Path folder;

	private static SelfSigned certificate;

	@BeforeAll
	static void start() {
		certificate = new SelfSigned(folder);
		ENDPOINTS.put(Kind.CLEARTEXT_FULL, Endpoint.h2c(LIMIT, "wsgi.request.buffering=full"));
		ENDPOINTS.put(Kind.CLEARTEXT_STREAM, Endpoint.h2c(LIMIT, "wsgi.request.buffering=stream"));
		ENDPOINTS.put(Kind.TLS_STREAM, Endpoint.h2(certificate, LIMIT, "wsgi.request.buffering=stream"));
	}

	@AfterAll
	static void stop() {
		ENDPOINTS.values().forEach(Endpoint::close);
	}

	@ParameterizedTest
	@EnumSource
	void saysTheProtocol(Kind kind) {
		assertThat(environ(kind, Endpoint::get)).containsEntry(Environ.SERVER_PROTOCOL, "HTTP/2.0");
	}

	@ParameterizedTest
	@EnumSource
	void joinsCookies(Kind kind) {
		Map<String, Object> environ = environ(kind,
				(endpoint) -> new Endpoint(endpoint.server(),
						endpoint.client().headers((headers) -> headers.add("cookie", List.of("a=1", "b=2", "c=3"))))
					.get());
		assertThat(environ).containsEntry("HTTP_COOKIE", "a=1; b=2; c=3");
	}

	@ParameterizedTest
	@EnumSource
	void answersHello(Kind kind) {
		Endpoint endpoint = serve(kind, (environ, start) -> {
			start.call("200 OK", List.of(Header.of("X-A", "b")));
			return Body.text("hello");
		});
		Endpoint.Answer answer = endpoint.get();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.headers().get("x-a")).isEqualTo("b");
		assertThat(answer.headers().get("content-length")).isEqualTo("5");
		assertThat(answer.body()).asString().isEqualTo("hello");
	}

	@ParameterizedTest
	@EnumSource
	void sendsAGenerator(Kind kind) {
		GeneratedBody body = new GeneratedBody(16);
		Endpoint endpoint = serve(kind, answering(body));
		assertThat(endpoint.get().body()).isEqualTo(GeneratedBody.bytes(16));
		Awaitility.await().untilAsserted(() -> assertThat(body.closed()).isEqualTo(1));
	}

	@ParameterizedTest
	@EnumSource
	void echoesAnUploadOfUnknownLength(Kind kind) {
		Endpoint endpoint = serve(kind, (environ, start) -> {
			byte[] body = ((InputStream) environ.get(Environ.WSGI_INPUT)).readAllBytes();
			start.call("200 OK",
					List.of(Header.of("X-Length", environ.getOrDefault("CONTENT_LENGTH", "-").toString())));
			return Body.of(body);
		});
		Endpoint.Answer answer = endpoint.post(Flux.range(0, 16).map(GeneratedBody::block));
		assertThat(answer.body()).isEqualTo(GeneratedBody.bytes(16));
		assertThat(answer.headers().get("x-length")).isEqualTo((kind == Kind.CLEARTEXT_FULL) ? "1048576" : "-");
	}

	@ParameterizedTest
	@EnumSource
	void answersHead(Kind kind) {
		GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
		Endpoint endpoint = serve(kind, (environ, start) -> {
			start.call("200 OK", List.of(Header.of("Content-Length", "1234")));
			return body;
		});
		Endpoint.Answer answer = endpoint.exchange(HttpMethod.HEAD);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.headers().get("content-length")).isEqualTo("1234");
		assertThat(answer.body()).isEmpty();
		Awaitility.await().untilAsserted(() -> assertThat(body.closed()).isEqualTo(1));
	}

	@ParameterizedTest
	@EnumSource
	void anExceptionAfterTheHeadersResetsTheStream(Kind kind) {
		Endpoint endpoint = serve(kind, (environ, start) -> {
			start.call("200 OK", List.of());
			return () -> Stream.of("first", "second").map((text) -> {
				if (text.equals("second")) {
					throw new IllegalStateException("This failure belongs to the test");
				}
				return text.getBytes(StandardCharsets.UTF_8);
			}).iterator();
		});
		StringBuilder received = new StringBuilder();
		assertThatException()
			.isThrownBy(() -> endpoint.client()
				.get()
				.uri("/")
				.responseContent()
				.asString()
				.doOnNext(received::append)
				.blockLast(Endpoint.TIMEOUT))
			.withMessageContaining("prematurely closed DURING response");
		assertThat(received).hasToString("first");
	}

	@ParameterizedTest
	@EnumSource
	void refusesATooLargeBody(Kind kind) {
		Endpoint endpoint = serve(kind, (environ, start) -> {
			byte[] body = ((InputStream) environ.get(Environ.WSGI_INPUT)).readAllBytes();
			start.call("200 OK", List.of());
			return Body.text("read " + body.length);
		});
		assertThat(endpoint.post(Flux.range(0, 64).map(GeneratedBody::block)).status()).isEqualTo(413);
	}

	@ParameterizedTest
	@EnumSource
	void aClientThatCancelsClosesTheBody(Kind kind) {
		GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
		Endpoint endpoint = serve(kind, answering(body));
		byte[] first = endpoint.client().get().uri("/").responseContent().asByteArray().next().block(Endpoint.TIMEOUT);
		assertThat(first).isEqualTo(Arrays.copyOf(GeneratedBody.block(0), first.length));
		Awaitility.await().untilAsserted(() -> assertThat(body.closed()).isEqualTo(1));
	}

	@Test
	void describesTls() {
		Map<String, Object> environ = environ(Kind.TLS_STREAM, Endpoint::get);
		assertThat(environ).containsEntry("HTTPS", "on")
			.containsEntry("wsgi.url_scheme", "https")
			.containsEntry("SERVER_PORT", Integer.toString(ENDPOINTS.get(Kind.TLS_STREAM).server().port()))
			.containsEntry("SSL_CLIENT_VERIFY", "NONE")
			.doesNotContainKey("SSL_CLIENT_S_DN");
	}

	@Test
	void describesTheCertificateOfTheClient() {
		Map<String, Object> environ = environ(Kind.TLS_STREAM,
				(endpoint) -> new Endpoint(endpoint.server(), certificate.http2WithCertificate(endpoint.client()))
					.get());
		assertThat(environ).containsEntry("SSL_CLIENT_VERIFY", "SUCCESS")
			.containsEntry("SSL_CLIENT_S_DN", SelfSigned.NAME)
			.containsEntry("SSL_CLIENT_I_DN", SelfSigned.NAME);
	}

	@Test
	void describesNoTlsWithoutIt() {
		assertThat(environ(Kind.CLEARTEXT_FULL, Endpoint::get)).containsEntry("wsgi.url_scheme", "http")
			.doesNotContainKey("HTTPS");
	}

	@ParameterizedTest
	@EnumSource
	void aRequestWithoutABodyHasAnEmptyInput(Kind kind) {
		Endpoint endpoint = serve(kind, (environ, start) -> {
			start.call("200 OK", List.of());
			return Body.text("read " + ((InputStream) environ.get(Environ.WSGI_INPUT)).readAllBytes().length);
		});
		assertThat(endpoint.get().body()).asString().isEqualTo("read 0");
		assertThat(endpoint.post(Mono.empty()).body()).asString().isEqualTo("read 0");
	}

	private static Map<String, Object> environ(Kind kind, Function<Endpoint, Endpoint.Answer> request) {
		AtomicReference<Map<String, Object>> seen = new AtomicReference<>();
		Endpoint endpoint = serve(kind, (environ, start) -> {
			seen.set(Map.copyOf(environ));
			start.call("204 No Content", List.of());
			return Body.empty();
		});
		assertThat(request.apply(endpoint).status()).isEqualTo(204);
		return seen.get();
	}

	private static Application answering(GeneratedBody body) {
		return (environ, start) -> {
			start.call("200 OK", List.of());
			return body;
		};
	}

	private static Endpoint serve(Kind kind, Application application) {
		Endpoint endpoint = ENDPOINTS.get(kind);
		endpoint.serve(application);
		return endpoint;
	}

	enum Kind {

		CLEARTEXT_FULL, CLEARTEXT_STREAM, TLS_STREAM

	}

}
