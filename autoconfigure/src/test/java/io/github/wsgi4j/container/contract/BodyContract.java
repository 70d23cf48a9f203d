package io.github.wsgi4j.container.contract;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.ScriptedBody;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Buffering and Streaming: blocks on their way to the client.
 */
abstract class BodyContract extends InterfaceContract {

	BodyContract(Subject subject) {
		super(subject);
	}

	@Test
	void oneBlockInMemoryHasAContentLength() {
		Answer response = exchange(Ask.get("/"), answering(Body.text("hello")));
		assertThat(response.headers("Content-Length")).containsExactly("5");
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.text()).isEqualTo("hello");
	}

	@Test
	void blocksInMemoryHaveAContentLength() {
		Answer response = exchange(Ask.get("/"), answering(Body.of(bytes("one"), bytes(""), bytes("two"))));
		assertThat(response.headers("Content-Length")).containsExactly("6");
		assertThat(response.text()).isEqualTo("onetwo");
	}

	@Test
	void emptyBodyHasTheContentLengthZero() {
		for (Iterable<byte[]> body : List.<Iterable<byte[]>>of(Body.empty(), Body.of(bytes("")), ScriptedBody.blocks(),
				ScriptedBody.blocks("", ""))) {
			Answer response = exchange(Ask.get("/"), answering(body));
			assertThat(response.headers("Content-Length")).containsExactly("0");
			assertThat(response.body()).isEmpty();
		}
	}

	@Test
	void largeBodyInMemoryHasAContentLengthAndArrivesIntact() {
		byte[] large = bytes("0123456789abcdef".repeat(5 * 1024 * 1024 / 16));
		Answer response = exchange(Ask.get("/"), answering(Body.of(large, bytes("end"))));
		assertThat(response.headers("Content-Length")).containsExactly(Integer.toString(large.length + 3));
		assertThat(response.text().equals(text(large) + "end")).isTrue();
	}

	@Test
	void emptyBlocksAreSkipped() {
		Answer response = exchange(Ask.get("/"), answering(ScriptedBody.blocks("", "a", "", "", "b", "")));
		assertThat(response.text()).isEqualTo("ab");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void largeBlocksArriveIntact() {
		String large = "0123456789abcdef".repeat(5 * 1024 * 1024 / 16);
		Answer response = exchange(Ask.get("/"), answering(ScriptedBody.blocks(large, "end")));
		assertThat(response.complete()).isTrue();
		assertThat(response.text().equals(large + "end")).isTrue();
	}

	@Test
	void manySmallBlocksArriveInOrder() {
		String[] blocks = IntStream.range(0, 20_000).mapToObj((i) -> i + ";").toArray(String[]::new);
		Answer response = exchange(Ask.get("/"), answering(ScriptedBody.blocks(blocks)));
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
		Answer response = exchange(Ask.get("/"), answering(ScriptedBody.of(steps)));
		assertThat(response.text().equals(expected.toString())).isTrue();
	}

	@Test
	void blocksOfUnknownNumberHaveNoContentLength() {
		Answer response = exchange(Ask.get("/"), answering(ScriptedBody.blocks("one", "two")));
		assertThat(response.header("Content-Length")).isNull();
		assertThat(response.text()).isEqualTo("onetwo");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void headersAreNotSentBeforeTheFirstBlockThatIsNotEmpty() {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return ScriptedBody.of(ScriptedBody.block(""), () -> {
				start.call("202 Later", NO_HEADERS);
				return bytes("x");
			});
		});
		assertStatus(response, "202 Later");
	}

}
