package io.github.wsgi4j.container;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Write;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * PEP 3333, The write() Callable.
 */
abstract class WriteContract extends Contract {

	WriteContract(WsgiServer server) {
		super(server);
	}

	@Test
	void whatIsWrittenComesBeforeTheBlocksOfTheIterable() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			write.call(bytes("one;"));
			write.call(bytes("two;"));
			return Body.text("three");
		});
		assertThat(response.text()).isEqualTo("one;two;three");
		assertThat(response.complete()).isTrue();
		assertThat(response.header("Content-Length")).isNull();
	}

	@Test
	void writeSendsHeadersAndBlockAtOnce() throws IOException {
		CountDownLatch seen = new CountDownLatch(1);
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(bytes("first"));
			pass(seen);
			return Body.empty();
		});
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(get("/")).readHead().status()).isEqualTo(200);
			assertThat(client.readChunk()).isEqualTo("first");
			seen.countDown();
			assertThat(client.readChunk()).isEmpty();
		}
	}

	@Test
	void writeOfNothingSendsTheHeaders() throws IOException {
		CountDownLatch seen = new CountDownLatch(1);
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(new byte[0]);
			pass(seen);
			return Body.text("rest");
		});
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(get("/")).readHead().status()).isEqualTo(200);
			seen.countDown();
			assertThat(client.readChunk()).isEqualTo("rest");
			assertThat(client.readChunk()).isEmpty();
		}
	}

	@Test
	void startResponseAfterAWriteIsAnIllegalState() {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		RawResponse response = exchange(get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(bytes("written"));
			try {
				start.call("500 Late", NO_HEADERS);
			}
			catch (IllegalStateException ex) {
				thrown.set(ex);
			}
			return Body.empty();
		});
		assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
		assertThat(response.text()).isEqualTo("written");
	}

	@Test
	void exceptionAfterAWriteBreaksTheConnectionBehindWhatWasWritten() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(bytes("written"));
			throw new IllegalStateException("after the write");
		});
		assertThat(response.text()).isEqualTo("written");
		assertThat(response.complete()).isFalse();
	}

	@Test
	void writtenBlockMayBeChangedAfterwards() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			byte[] block = new byte[1000];
			for (int i = 0; i < 200; i++) {
				Arrays.fill(block, (byte) ('a' + i % 26));
				write.call(block);
			}
			return Body.empty();
		});
		StringBuilder expected = new StringBuilder();
		for (int i = 0; i < 200; i++) {
			expected.append(String.valueOf((char) ('a' + i % 26)).repeat(1000));
		}
		assertThat(response.text()).isEqualTo(expected.toString());
	}

	@Test
	void largeWritesWaitForTheClientAndArriveIntact() {
		byte[] block = bytes("0123456789abcdef".repeat(5 * 1024 * 1024 / 16));
		RawResponse response = exchange(get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(block);
			return Body.text("end");
		});
		assertThat(response.complete()).isTrue();
		assertThat(response.text().equals(text(block) + "end")).isTrue();
	}

	@Test
	void writesAreHeldToTheContentLength() {
		this.server.serve((environ, start) -> {
			Write write = start.call("200 OK", List.of(Header.of("Content-Length", "5")));
			write.call(bytes("abc"));
			write.call(bytes("def"));
			return Body.text("ghi");
		});
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("abcde");
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("abcde");
		}
	}

	@Test
	void writesOfAResponseWithoutABodyAreNotSent() throws IOException {
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(bytes("abc"));
			return Body.text("def");
		});
		try (RawClient client = this.server.connect()) {
			client.send(request("HEAD", "/") + get("/"));
			assertThat(client.readHead().status()).isEqualTo(200);
			assertThat(client.readResponse().text()).isEqualTo("abcdef");
		}
	}

	@Test
	void writeAfterTheEndOfTheRequestFails() {
		AtomicReference<Write> kept = new AtomicReference<>();
		exchange(get("/"), (environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			write.call(bytes("x"));
			kept.set(write);
			return Body.empty();
		});
		await().untilAsserted(() -> assertThatIOException().isThrownBy(() -> kept.get().call(bytes("y"))));
	}

	@Test
	void writeAfterTheEndOfARequestThatNeverWroteFails() {
		AtomicReference<Write> kept = new AtomicReference<>();
		exchange(get("/"), (environ, start) -> {
			kept.set(start.call("200 OK", NO_HEADERS));
			return Body.text("x");
		});
		await().untilAsserted(() -> assertThatIOException().isThrownBy(() -> kept.get().call(bytes("y"))));
	}

}
