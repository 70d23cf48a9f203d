package io.github.wsgi4j.container;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.wsgi4j.Body;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Buffering and Streaming: blocks on their way to the client.
 */
abstract class BodyContract extends Contract {

	private static final int BLOCK = 64 * 1024;

	BodyContract(WsgiServer server) {
		super(server);
	}

	@Test
	void oneBlockInMemoryHasAContentLength() {
		RawResponse response = exchange(get("/"), answering(Body.text("hello")));
		assertThat(response.headers("Content-Length")).containsExactly("5");
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.text()).isEqualTo("hello");
	}

	@Test
	void blocksInMemoryHaveAContentLength() {
		RawResponse response = exchange(get("/"), answering(Body.of(bytes("one"), bytes(""), bytes("two"))));
		assertThat(response.headers("Content-Length")).containsExactly("6");
		assertThat(response.text()).isEqualTo("onetwo");
	}

	@Test
	void emptyBodyHasTheContentLengthZero() {
		for (Iterable<byte[]> body : List.<Iterable<byte[]>>of(Body.empty(), Body.of(bytes("")), ScriptedBody.blocks(),
				ScriptedBody.blocks("", ""))) {
			RawResponse response = exchange(get("/"), answering(body));
			assertThat(response.headers("Content-Length")).containsExactly("0");
			assertThat(response.body()).isEmpty();
		}
	}

	@Test
	void largeBodyInMemoryHasAContentLengthAndArrivesIntact() {
		byte[] large = bytes("0123456789abcdef".repeat(5 * 1024 * 1024 / 16));
		RawResponse response = exchange(get("/"), answering(Body.of(large, bytes("end"))));
		assertThat(response.headers("Content-Length")).containsExactly(Integer.toString(large.length + 3));
		assertThat(response.text().equals(text(large) + "end")).isTrue();
	}

	@Test
	void blocksOfUnknownNumberAreChunkedOnHttp11() {
		RawResponse response = exchange(get("/"), answering(ScriptedBody.blocks("one", "two")));
		assertThat(response.headers("Transfer-Encoding")).containsExactly("chunked");
		assertThat(response.header("Content-Length")).isNull();
		assertThat(response.text()).isEqualTo("onetwo");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void blocksOfUnknownNumberEndWithTheConnectionOnHttp10AndAreNeverChunked() {
		RawResponse response = exchange(http10("GET", "/"), answering(ScriptedBody.blocks("one", "two")));
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.header("Content-Length")).isNull();
		assertThat(response.text()).isEqualTo("onetwo");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void blocksOfUnknownNumberEndWithTheConnectionEvenIfAClientOfHttp10AsksToKeepIt() {
		RawResponse response = exchange(http10("GET", "/", "Connection: keep-alive"),
				answering(ScriptedBody.blocks("one", "two")));
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.header("Connection")).isNotEqualToIgnoringCase("keep-alive");
		assertThat(response.text()).isEqualTo("onetwo");
	}

	@Test
	void blockIsSentBeforeTheNextIsAskedFor() throws IOException {
		CountDownLatch first = new CountDownLatch(1);
		CountDownLatch second = new CountDownLatch(1);
		this.server.serve(answering(ScriptedBody.of(ScriptedBody.block("1"), () -> {
			pass(first);
			return bytes("2");
		}, () -> {
			pass(second);
			return bytes("3");
		})));
		try (RawClient client = this.server.connect()) {
			client.send(get("/")).readHead();
			assertThat(client.readChunk()).isEqualTo("1");
			first.countDown();
			assertThat(client.readChunk()).isEqualTo("2");
			second.countDown();
			assertThat(client.readChunk()).isEqualTo("3");
			assertThat(client.readChunk()).isEmpty();
		}
	}

	@Test
	void blockIsSentBeforeTheNextIsAskedForOnHttp10() throws IOException {
		CountDownLatch seen = new CountDownLatch(1);
		this.server.serve(answering(ScriptedBody.of(ScriptedBody.block("1"), () -> {
			pass(seen);
			return bytes("2");
		})));
		try (RawClient client = this.server.connect()) {
			client.send(http10("GET", "/")).readHead();
			assertThat(text(client.readExactly(1))).isEqualTo("1");
			seen.countDown();
			assertThat(text(client.readExactly(1))).isEqualTo("2");
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void headersAreNotSentBeforeTheFirstBlockThatIsNotEmpty() throws IOException {
		CountDownLatch silent = new CountDownLatch(1);
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return ScriptedBody.of(ScriptedBody.block(""), () -> {
				pass(silent);
				start.call("202 Later", NO_HEADERS);
				return bytes("x");
			});
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/"));
			assertThat(client.isSilentFor(200)).isTrue();
			silent.countDown();
			assertThat(client.readResponse().statusLine()).isEqualTo("HTTP/1.1 202 Later");
		}
	}

	@Test
	void emptyBlocksAreSkipped() {
		RawResponse response = exchange(get("/"), answering(ScriptedBody.blocks("", "a", "", "", "b", "")));
		assertThat(response.text()).isEqualTo("ab");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void largeBlocksArriveIntact() {
		String large = "0123456789abcdef".repeat(5 * 1024 * 1024 / 16);
		RawResponse response = exchange(get("/"), answering(ScriptedBody.blocks(large, "end")));
		assertThat(response.complete()).isTrue();
		assertThat(response.text().equals(large + "end")).isTrue();
	}

	@Test
	void manySmallBlocksArriveInOrder() {
		String[] blocks = IntStream.range(0, 20_000).mapToObj((i) -> i + ";").toArray(String[]::new);
		RawResponse response = exchange(get("/"), answering(ScriptedBody.blocks(blocks)));
		assertThat(response.text().equals(String.join("", blocks))).isTrue();
	}

	@Test
	void arrayMayBeUsedAgainForTheNextBlock() {
		byte[] block = new byte[10_000];
		Iterator<ScriptedBody.Step> steps = IntStream.range(0, 100).<ScriptedBody.Step>mapToObj((i) -> () -> {
			Arrays.fill(block, (byte) ('a' + i % 26));
			return block;
		}).iterator();
		StringBuilder expected = new StringBuilder();
		IntStream.range(0, 100).forEach((i) -> expected.append(String.valueOf((char) ('a' + i % 26)).repeat(10_000)));
		RawResponse response = exchange(get("/"), answering(ScriptedBody.of(steps)));
		assertThat(response.text().equals(expected.toString())).isTrue();
	}

	@Test
	void slowClientSlowsTheApplicationDown() {
		AtomicInteger computed = new AtomicInteger();
		byte[] block = new byte[BLOCK];
		this.server.serve(answering(ScriptedBody.of(IntStream.range(0, 300).<ScriptedBody.Step>mapToObj((i) -> () -> {
			computed.incrementAndGet();
			return block;
		}).iterator())));
		try (RawClient client = new RawClient(this.server.port(), BLOCK)) {
			client.send(get("/"));
			awaitStandstill(computed);
			// The kernel's own buffers hold up to some four megabytes.
			assertThat(computed.get()).isLessThan(100);
			RawResponse response = client.readResponse();
			assertThat(response.complete()).isTrue();
			assertThat(response.body()).hasSize(300 * BLOCK);
		}
	}

	@Test
	void manySlowClientsGetTheWholeBodyInTheEnd() {
		int clients = 10;
		byte[] block = bytes("x".repeat(BLOCK));
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return ScriptedBody.of(IntStream.range(0, 50).<ScriptedBody.Step>mapToObj((i) -> () -> block).iterator());
		});
		List<RawClient> all = IntStream.range(0, clients)
			.mapToObj((i) -> new RawClient(this.server.port(), BLOCK).send(get("/")))
			.toList();
		for (RawClient client : all) {
			try (client) {
				RawResponse response = client.readResponse();
				assertThat(response.complete()).isTrue();
				assertThat(response.body()).hasSize(50 * BLOCK);
			}
		}
	}

}
