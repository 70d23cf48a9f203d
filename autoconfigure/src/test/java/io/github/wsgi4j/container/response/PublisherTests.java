package io.github.wsgi4j.container.response;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bodies that are publishers, on a pool of one thread.
 */
@Timeout(60)
class PublisherTests {

	private static final int STREAMS = 500;

	private static WsgiServer server;

	@BeforeAll
	static void start() {
		server = new WsgiServer("wsgi.execution.mode=platform", "wsgi.execution.platform.threads=1");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void blocksGoOutAsTheyCome() throws IOException {
		Sinks.Many<byte[]> sink = Sinks.many().unicast().onBackpressureBuffer();
		serve(sink.asFlux());
		try (RawClient client = server.connect()) {
			client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
			sink.tryEmitNext(GeneratedBody.block(0));
			client.readHead();
			assertThat(client.readChunk()).hasSize(GeneratedBody.block(0).length);
			sink.tryEmitNext(Contract.bytes("second"));
			assertThat(client.readChunk()).isEqualTo("second");
			sink.tryEmitComplete();
			assertThat(client.readChunk()).isEmpty();
		}
	}

	@Test
	void oneBlockWithItsEndHasALength() {
		serve(Flux.just(Contract.bytes("whole")));
		RawResponse response = server.get("/");
		assertThat(response.header("Content-Length")).isEqualTo("5");
		assertThat(response.text()).isEqualTo("whole");
	}

	@Test
	void oneBlockWithAFailureIsSentBeforeTheConnectionBreaks() {
		serve(Flux.just(Contract.bytes("begun")).concatWith(Flux.error(new IllegalStateException("on purpose"))));
		RawResponse response = server.get("/");
		assertThat(response.text()).isEqualTo("begun");
		assertThat(response.complete()).isFalse();
	}

	@Test
	void idleStreamsHoldNoThread() throws IOException {
		Sinks.Many<byte[]> sink = Sinks.many().multicast().directBestEffort();
		AtomicLong subscribed = new AtomicLong();
		serve(sink.asFlux().doOnSubscribe((subscription) -> subscribed.incrementAndGet()));
		List<RawClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < STREAMS; i++) {
				clients.add(server.connect().send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
			}
			Awaitility.await().untilAsserted(() -> assertThat(subscribed).hasValue(STREAMS));
			assertThat(sink.tryEmitNext(Contract.bytes("tick"))).isEqualTo(Sinks.EmitResult.OK);
			for (RawClient client : clients) {
				assertThat(client.readHead().status()).isEqualTo(200);
				assertThat(client.readChunk()).isEqualTo("tick");
			}
		}
		finally {
			clients.forEach(RawClient::close);
		}
	}

	@Test
	void aClientThatGoesAwayCancelsTheSubscription() {
		AtomicBoolean cancelled = new AtomicBoolean();
		serve(Flux.interval(Duration.ofMillis(10))
			.onBackpressureDrop()
			.map((i) -> GeneratedBody.block(i.intValue()))
			.doOnCancel(() -> cancelled.set(true)));
		try (RawClient client = server.connect()) {
			client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").readHead();
		}
		Awaitility.await().untilTrue(cancelled);
	}

	@Test
	void aSlowClientSlowsThePublisherDown() {
		AtomicLong asked = new AtomicLong();
		serve(Flux.generate(() -> 0, (i, sink) -> {
			sink.next(GeneratedBody.block(i));
			return i + 1;
		}).cast(byte[].class).doOnRequest(asked::addAndGet));
		try (RawClient client = server.connect()) {
			client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").readHead();
			long[] before = new long[1];
			Awaitility.await().pollInterval(Duration.ofMillis(300)).until(() -> {
				long last = before[0];
				before[0] = asked.get();
				return last > 0 && last == asked.get();
			});
			assertThat(asked.get()).isLessThan(1000);
		}
	}

	@Test
	void aFailureBeforeTheFirstBlockIsAnError() {
		serve(Flux.error(new IllegalStateException("This failure belongs to the test")));
		assertThat(server.get("/").status()).isEqualTo(500);
	}

	@Test
	void aFailureBehindABlockBreaksTheConnection() {
		serve(Flux.just(Contract.bytes("first"))
			.concatWith(Flux.error(new IOException("This failure belongs to the test"))));
		RawResponse response = server.get("/");
		assertThat(response.text()).isEqualTo("first");
		assertThat(response.complete()).isFalse();
	}

	@Test
	void anEmptyPublisherIsAnEmptyBody() {
		serve(Flux.empty());
		RawResponse response = server.get("/");
		assertThat(response.complete()).isTrue();
		assertThat(response.header("Content-Length")).isEqualTo("0");
	}

	@Test
	void aHeadRequestDoesNotWaitForTheEnd() {
		AtomicBoolean cancelled = new AtomicBoolean();
		serve(Flux.just(Contract.bytes("first")).concatWith(Flux.never()).doOnCancel(() -> cancelled.set(true)));
		try (RawClient client = server.connect()) {
			RawResponse head = client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n").readHead();
			assertThat(head.status()).isEqualTo(200);
		}
		Awaitility.await().untilTrue(cancelled);
	}

	@Test
	void whoIteratesWaits() {
		List<String> blocks = new ArrayList<>();
		Body.from(flow(Flux.just("a", "b").delayElements(Duration.ofMillis(10)).map(Contract::bytes)))
			.forEach((block) -> blocks.add(Contract.text(block)));
		assertThat(blocks).containsExactly("a", "b");
	}

	@Test
	void itIsIteratedOnce() {
		Iterable<byte[]> body = Body.from(flow(Flux.empty()));
		assertThat(body.iterator().hasNext()).isFalse();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(body::iterator);
	}

	private void serve(Flux<byte[]> blocks) {
		Application application = (environ, start) -> {
			start.call("200 OK", List.of(Header.of("Content-Type", "text/event-stream")));
			return Body.from(flow(blocks));
		};
		server.serve(application);
	}

	private static Flow.Publisher<byte[]> flow(Flux<byte[]> blocks) {
		return JdkFlowAdapter.publisherToFlowPublisher(blocks);
	}

}
