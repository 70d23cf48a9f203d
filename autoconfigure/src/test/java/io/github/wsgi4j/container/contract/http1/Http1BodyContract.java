package io.github.wsgi4j.container.contract.http1;

import java.io.IOException;

import io.github.wsgi4j.container.contract.Script;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;

import static io.github.wsgi4j.container.contract.Step.block;
import static io.github.wsgi4j.container.contract.Step.pause;
import static io.github.wsgi4j.container.contract.Step.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Buffering and Streaming, with the framing and the pace of a connection.
 */
abstract class Http1BodyContract extends Contract {

	Http1BodyContract(WsgiServer server) {
		super(server);
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
	void blockIsSentBeforeTheNextIsAskedForOnHttp10() throws IOException {
		Script script = Script.of(start("200 OK")).iterating(block("1"), pause("seen"), block("2"));
		this.server.serve(script);
		try (RawClient client = this.server.connect()) {
			client.send(http10("GET", "/")).readHead();
			assertThat(text(client.readExactly(1))).isEqualTo("1");
			script.open("seen");
			assertThat(text(client.readExactly(1))).isEqualTo("2");
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void headersAreNotSentBeforeTheFirstBlockThatIsNotEmpty() throws IOException {
		Script script = Script.of(start("200 OK"))
			.iterating(block(""), pause("silent"), start("202 Later"), block("x"));
		this.server.serve(script);
		try (RawClient client = this.server.connect()) {
			client.send(get("/"));
			assertThat(client.isSilentFor(200)).isTrue();
			script.open("silent");
			assertThat(client.readResponse().statusLine()).isEqualTo("HTTP/1.1 202 Later");
		}
	}

}
