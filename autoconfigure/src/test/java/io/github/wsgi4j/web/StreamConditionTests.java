package io.github.wsgi4j.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;

import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamConditionTests {

	private static final Instant DATE = Instant.parse("2026-01-05T06:07:08Z");

	@Test
	void aStreamThatTheClientHasIsClosedAndNotRead() {
		class Blocks implements Iterable<byte[]>, AutoCloseable {

			private int read;

			private int closed;

			@Override
			public Iterator<byte[]> iterator() {
				this.read++;
				return List.of("a".getBytes(StandardCharsets.US_ASCII)).iterator();
			}

			@Override
			public void close() {
				this.closed++;
			}

		}
		Blocks blocks = new Blocks();
		WsgiResponse response = get(Response.stream("text/csv", blocks).etag("1"), "If-None-Match", "\"1\"");
		assertThat(response.status()).isEqualTo("304 Not Modified");
		assertThat(response.header("ETag")).isEqualTo("\"1\"");
		assertThat(blocks.read).isZero();
		assertThat(blocks.closed).isEqualTo(1);
		Blocks others = new Blocks();
		response = get(Response.stream("text/csv", others).etag("1"), "If-Match", "\"2\"");
		assertThat(response.status()).isEqualTo("412 Precondition Failed");
		assertThat(others.closed).isEqualTo(1);
		assertThat(get(Response.stream("text/csv", new Blocks()).etag("1"), "If-None-Match", "\"2\"").text())
			.isEqualTo("a");
	}

	@Test
	void aPublisherThatTheClientHasIsNotSubscribedTo() {
		Flow.Publisher<byte[]> publisher = (subscriber) -> {
			throw new AssertionError("It is not needed");
		};
		WsgiResponse response = get(Response.stream("text/csv", publisher).lastModified(DATE), "If-Modified-Since",
				"Mon, 05 Jan 2026 06:07:08 GMT");
		assertThat(response.code()).isEqualTo(304);
	}

	@Test
	void aHeadWaitsForNoEvent() {
		class Events implements Iterable<ServerSentEvent>, AutoCloseable {

			private int closed;

			@Override
			public Iterator<ServerSentEvent> iterator() {
				throw new AssertionError("It is not needed");
			}

			@Override
			public void close() {
				this.closed++;
			}

		}
		Events events = new Events();
		Flow.Publisher<ServerSentEvent> publisher = (subscriber) -> {
			throw new AssertionError("It is not needed");
		};
		for (Response response : List.of(Response.events(events), Response.events(publisher))) {
			WsgiResponse head = WsgiClient.of(response).head("/").send();
			assertThat(head.code()).isEqualTo(200);
			assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
		}
		assertThat(events.closed).isEqualTo(1);
	}

	@Test
	void aResponseWithoutABodyIsConditionalToo() {
		assertThat(get(Response.empty(200).etag("1"), "If-None-Match", "\"1\"").code()).isEqualTo(304);
	}

	private static WsgiResponse get(Response response, String header, String value) {
		return WsgiClient.of(response).get("/").header(header, value).send();
	}

}
