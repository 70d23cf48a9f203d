package io.github.wsgi4j.container.support;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * A server, and a client that speaks its protocol.
 *
 * @param server the server
 * @param client the client, which knows where the server is
 */
public record Endpoint(WsgiServer server, HttpClient client) implements AutoCloseable {

	public static final Duration TIMEOUT = Duration.ofSeconds(10);

	public static Endpoint http1(String... properties) {
		return start((client) -> client, properties);
	}

	public static Endpoint h2c(String... properties) {
		return start((client) -> client.protocol(HttpProtocol.H2C), with(properties, "server.http2.enabled=true"));
	}

	public static Endpoint tls(Path folder, String... properties) {
		SelfSigned certificate = new SelfSigned(folder);
		return start(certificate::http1, with(properties, certificate.properties()));
	}

	public static Endpoint h2(SelfSigned certificate, String... properties) {
		return start(certificate::http2, with(with(properties, certificate.properties()), "server.http2.enabled=true"));
	}

	private static Endpoint start(UnaryOperator<HttpClient> protocol, String... properties) {
		WsgiServer server = new WsgiServer(properties);
		return new Endpoint(server, protocol.apply(HttpClient.newConnection().host("127.0.0.1").port(server.port())));
	}

	private static String[] with(String[] properties, String... more) {
		return Stream.concat(Arrays.stream(properties), Arrays.stream(more)).toArray(String[]::new);
	}

	public void serve(Application application) {
		this.server.serve(application);
	}

	public Answer get() {
		return exchange(HttpMethod.GET);
	}

	public Answer exchange(HttpMethod method) {
		return this.client.request(method).uri("/").responseSingle(Answer::of).block(TIMEOUT);
	}

	/**
	 * Posts a body without saying its length.
	 */
	public Answer post(Publisher<byte[]> body) {
		return this.client.post()
			.uri("/")
			.send(Flux.from(body).map(Unpooled::wrappedBuffer))
			.responseSingle(Answer::of)
			.block(TIMEOUT);
	}

	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * A whole response.
	 *
	 * @param status its status
	 * @param headers its headers
	 * @param body its bytes
	 */
	@SuppressWarnings("ArrayRecordComponent")
	public record Answer(int status, HttpHeaders headers, byte[] body) {

		private static Mono<Answer> of(HttpClientResponse response, ByteBufMono body) {
			return body.asByteArray()
				.defaultIfEmpty(new byte[0])
				.map((bytes) -> new Answer(response.status().code(), response.responseHeaders(), bytes));
		}

	}

}
