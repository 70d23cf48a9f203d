package io.github.wsgi4j.container.contract;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.github.wsgi4j.container.contract.ScriptBody.blocks;
import static io.github.wsgi4j.container.contract.ScriptBody.list;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Buffering and Streaming: blocks on their way to the client.
 */
abstract class BodyContract extends InterfaceContract {

	private static final String LARGE = "0123456789abcdef".repeat(5 * 1024 * 1024 / 16);

	BodyContract(Subject subject) {
		super(subject);
	}

	@Test
	void oneBlockInMemoryHasAContentLength() {
		Answer response = exchange(Ask.get("/"), answering(list("hello")));
		assertThat(response.headers("Content-Length")).containsExactly("5");
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.text()).isEqualTo("hello");
	}

	@Test
	void blocksInMemoryHaveAContentLength() {
		Answer response = exchange(Ask.get("/"), answering(list("one", "", "two")));
		assertThat(response.headers("Content-Length")).containsExactly("6");
		assertThat(response.text()).isEqualTo("onetwo");
	}

	@Test
	void emptyBodyHasTheContentLengthZero() {
		for (ScriptBody body : new ScriptBody[] { list(), list(""), blocks(), blocks("", "") }) {
			Answer response = exchange(Ask.get("/"), answering(body));
			assertThat(response.headers("Content-Length")).containsExactly("0");
			assertThat(response.body()).isEmpty();
		}
	}

	@Test
	void largeBodyInMemoryHasAContentLengthAndArrivesIntact() {
		Answer response = exchange(Ask.get("/"), answering(list(LARGE, "end")));
		assertThat(response.headers("Content-Length")).containsExactly(Integer.toString(LARGE.length() + 3));
		assertThat(response.text().equals(LARGE + "end")).isTrue();
	}

	@Test
	void emptyBlocksAreSkipped() {
		Answer response = exchange(Ask.get("/"), answering(blocks("", "a", "", "", "b", "")));
		assertThat(response.text()).isEqualTo("ab");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void largeBlocksArriveIntact() {
		Answer response = exchange(Ask.get("/"), answering(blocks(LARGE, "end")));
		assertThat(response.complete()).isTrue();
		assertThat(response.text().equals(LARGE + "end")).isTrue();
	}

	@Test
	void manySmallBlocksArriveInOrder() {
		String[] blocks = IntStream.range(0, 2_000).mapToObj((i) -> i + ";").toArray(String[]::new);
		Answer response = exchange(Ask.get("/"), answering(blocks(blocks)));
		assertThat(response.text().equals(String.join("", blocks))).isTrue();
	}

	@Test
	void blocksOfUnknownNumberHaveNoContentLength() {
		Answer response = exchange(Ask.get("/"), answering(blocks("one", "two")));
		assertThat(response.header("Content-Length")).isNull();
		assertThat(response.text()).isEqualTo("onetwo");
		assertThat(response.complete()).isTrue();
	}

}
