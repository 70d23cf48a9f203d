package io.github.wsgi4j.container.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.Endpoint;
import io.github.wsgi4j.container.support.FrameClient;
import io.github.wsgi4j.container.support.FrameRequest;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.RawClient;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http2.Http2Error;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits of time, for streams of HTTP/2.
 */
@OnOldestJava
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class Http2LimitsTests {

	private static final String CLOSED = "the client has read nothing of the response for 600 ms";

	/** The largest window, for each stream and for the connection. */
	private static final byte[] WIDE_OPEN = HexFormat.of()
		.parseHex("000006040000000000" + "00047fffffff" + "000004080000000000" + "7fff0000");

	/** A request without a body, as a stream: GET, http, / and localhost. */
	private static final byte[] GET = HexFormat.of()
		.parseHex("00000e010500000001" + "828684" + "4109" + "6c6f63616c686f7374");

	private Endpoint endpoint;

	@AfterEach
	void stop() {
		this.endpoint.close();
	}

	@Test
	void anApplicationThatHangsIsAnswered504() {
		serve("full", (environ, start) -> {
			ContractSupport.pass(new CountDownLatch(1));
			return Body.empty();
		});
		assertThat(this.endpoint.get().status()).isEqualTo(504);
	}

	@ParameterizedTest
	@ValueSource(strings = { "full", "stream" })
	void aStalledUploadIsAnswered408(String buffering) {
		serve(buffering, (environ, start) -> {
			byte[] body = Environ.input(environ).readAllBytes();
			start.call("200 OK", ContractSupport.NO_HEADERS);
			return Body.of(body);
		});
		assertThat(this.endpoint.post(Flux.just(new byte[3]).concatWith(Flux.never())).status()).isEqualTo(408);
	}

	// Otherwise it would stay open, and hold up a graceful shutdown.
	@ParameterizedTest
	@ValueSource(strings = { "full", "stream" })
	void theStreamOfAStalledUploadIsResetBehindTheAnswer(String buffering) {
		serve(buffering, (environ, start) -> {
			byte[] body = Environ.input(environ).readAllBytes();
			start.call("200 OK", ContractSupport.NO_HEADERS);
			return Body.of(body);
		});
		upload(new FrameRequest("POST", Map.of(), "a part", false), 408);
	}

	@ParameterizedTest
	@ValueSource(strings = { "full", "stream" })
	void theStreamOfAnUploadThatIsTooLargeIsResetBehindTheAnswer(String buffering) {
		serve(buffering, (environ, start) -> {
			Environ.input(environ).readAllBytes();
			throw new IllegalStateException("All was read");
		}, "wsgi.limits.max-body-size=1KB");
		upload(new FrameRequest("POST", Map.of("content-length", "9000"), "a part", false), 413);
		upload(new FrameRequest("POST", Map.of(), "x".repeat(2000), false), 413);
	}

	private void upload(FrameRequest request, int status) {
		EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		try (FrameClient client = new FrameClient(loop, this.endpoint.server().port())) {
			FrameClient.Stream stream = client.open(request, "/");
			assertThat(stream.status()).isEqualTo(status);
			assertThat(stream.end()).isEqualTo(FrameClient.WHOLE);
			assertThat(stream.text()).contains("\"status\":" + status);
			assertThat(stream.serverReset()).isEqualTo(Http2Error.NO_ERROR.code());
		}
		finally {
			loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
		}
	}

	@Test
	void aStreamOfWhichNothingIsTakenIsResetAndItsConnectionGoesOn(CapturedOutput output) {
		GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
		List<String> ports = new CopyOnWriteArrayList<>();
		serve("full", (environ, start) -> {
			ports.add(Environ.get(environ, Environ.REMOTE_PORT));
			return ContractSupport.answering((ports.size() == 1) ? body : Body.text("next")).call(environ, start);
		});
		ConnectionProvider one = ConnectionProvider.create("one", 1);
		HttpClient client = HttpClient.create(one)
			.protocol(HttpProtocol.H2C)
			.host("127.0.0.1")
			.port(this.endpoint.server().port());
		try {
			CompletableFuture<Throwable> end = new CompletableFuture<>();
			client.get().uri("/").responseContent().subscribe(new Idle(end));
			Awaitility.await().untilAsserted(() -> assertThat(body.closed()).isEqualTo(1));
			assertThat(output).containsOnlyOnce(CLOSED).doesNotContain("ERROR");
			assertThat(client.get().uri("/").responseContent().aggregate().asString().block(Endpoint.TIMEOUT))
				.isEqualTo("next");
			assertThat(ports).hasSize(2).containsOnly(ports.get(0));
		}
		finally {
			one.dispose();
		}
	}

	// Its last byte is beyond the first window of a stream, and there is nothing that the
	// application has to wait for.
	@Test
	void aStreamOfWhichTheEndIsNotTakenIsReset(CapturedOutput output) {
		serve("full", ContractSupport.answering(Body.of(new byte[65536])));
		EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		try (FrameClient client = new FrameClient(loop, this.endpoint.server().port())) {
			assertThat(client.open(FrameRequest.GET, "/").slowly().end()).isEqualTo(Http2Error.CANCEL.code());
			assertThat(output).containsOnlyOnce(CLOSED).doesNotContain("ERROR");
			this.endpoint.serve(ContractSupport.answering(Body.text("next")));
			FrameClient.Stream next = client.open(FrameRequest.GET, "/");
			assertThat(next.end()).isEqualTo(FrameClient.WHOLE);
			assertThat(next.text()).isEqualTo("next");
		}
		finally {
			loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
		}
	}

	@Test
	void aFileOfWhichNothingIsTakenIsClosedAndItsStreamReset(CapturedOutput output, @TempDir Path folder)
			throws IOException {
		Path path = Files.write(folder.resolve("large"), new byte[1_000_000]);
		AtomicInteger closed = new AtomicInteger();
		serve("full", (environ, start) -> {
			start.call("200 OK", ContractSupport.NO_HEADERS);
			return Body.onClose(Body.of(path), closed::incrementAndGet);
		});
		EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		try (FrameClient client = new FrameClient(loop, this.endpoint.server().port())) {
			assertThat(client.open(FrameRequest.GET, "/").slowly().end()).isEqualTo(Http2Error.CANCEL.code());
			Awaitility.await().untilAsserted(() -> assertThat(closed).hasValue(1));
			assertThat(output).containsOnlyOnce(CLOSED).doesNotContain("ERROR");
		}
		finally {
			loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
		}
	}

	// With a graceful shutdown, Netty waits for the streams of a connection it closes.
	@ParameterizedTest
	@ValueSource(strings = { "graceful", "immediate" })
	void aConnectionOfWhichNothingIsTakenIsClosed(String shutdown, CapturedOutput output) {
		GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
		serve("full", ContractSupport.answering(body), "server.shutdown=" + shutdown);
		try (RawClient client = new RawClient(this.endpoint.server().port(), 64 * 1024)) {
			client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").send(WIDE_OPEN).send(GET);
			Awaitility.await().untilAsserted(() -> assertThat(body.closed()).isEqualTo(1));
			assertThat(client.isReset()).isTrue();
		}
		assertThat(output).containsOnlyOnce(CLOSED).doesNotContain("ERROR");
	}

	private void serve(String buffering, Application application, String... more) {
		Stream<String> limits = Stream.of("wsgi.request.buffering=" + buffering, "wsgi.limits.response-timeout=600ms",
				"wsgi.limits.read-timeout=500ms", "wsgi.limits.write-timeout=600ms");
		this.endpoint = Endpoint.h2c(Stream.concat(limits, Stream.of(more)).toArray(String[]::new));
		this.endpoint.serve(application);
	}

	/**
	 * Takes one block and no more.
	 */
	private static final class Idle extends BaseSubscriber<Object> {

		private final CompletableFuture<Throwable> end;

		Idle(CompletableFuture<Throwable> end) {
			this.end = end;
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			subscription.request(1);
		}

		@Override
		protected void hookOnError(Throwable failure) {
			this.end.complete(failure);
		}

	}

}
