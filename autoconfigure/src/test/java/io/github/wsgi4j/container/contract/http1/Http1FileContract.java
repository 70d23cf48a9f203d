package io.github.wsgi4j.container.contract.http1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.contract.Script;
import io.github.wsgi4j.container.contract.ScriptBody;
import io.github.wsgi4j.container.contract.Step;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Optional Platform-Specific File Handling, on a connection.
 */
abstract class Http1FileContract extends Contract {

	private static final String TEXT = "0123456789";

	@TempDir
	private Path folder;

	private Path file;

	Http1FileContract(WsgiServer server) {
		super(server);
	}

	@BeforeEach
	void writeFile() throws IOException {
		this.file = Files.writeString(this.folder.resolve("file"), TEXT);
	}

	@Test
	void fileIsSentWithItsLengthAndTheConnectionIsKept() throws IOException {
		this.server.serve(wrapping());
		try (RawClient client = this.server.connect()) {
			RawResponse response = client.send(get("/")).readResponse();
			assertThat(response.headers("Content-Length")).containsExactly("10");
			assertThat(response.text()).isEqualTo(TEXT);
			this.server.serve(answering(Body.of(this.file)));
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo(TEXT);
		}
	}

	@Test
	void fileIsSentToAClientOfHttp10() throws IOException {
		RawResponse response = exchange(http10("GET", "/"), answering(Body.of(this.file)));
		assertThat(response.headers("Content-Length")).containsExactly("10");
		assertThat(response.text()).isEqualTo(TEXT);
	}

	@Test
	void fileIsClosedOnceAndOnlyAfterItWasSent() throws IOException {
		Files.write(this.file, new byte[8 * 1024 * 1024]);
		Script script = wrapping();
		this.server.serve(script);
		try (RawClient client = new RawClient(this.server.port(), 4096)) {
			client.send(get("/"));
			assertThat(client.readHead().status()).isEqualTo(200);
			assertThat(script.closed()).isZero();
			assertThat(client.readExactly(8 * 1024 * 1024)).hasSize(8 * 1024 * 1024);
		}
		await().untilAsserted(() -> assertThat(script.closed()).isOne());
	}

	@Test
	void fileIsClosedWhenTheClientGoesAway() throws IOException {
		Files.write(this.file, new byte[32 * 1024 * 1024]);
		Script script = wrapping();
		this.server.serve(script);
		try (RawClient client = new RawClient(this.server.port(), 4096)) {
			client.send(get("/")).readHead();
		}
		await().untilAsserted(() -> assertThat(script.closed()).isOne());
		assertAnswers();
	}

	@Test
	void nothingIsSentUntilTheWrappedFileIsReturned() throws IOException {
		CountDownLatch mayReturn = new CountDownLatch(1);
		Script script = wrapping();
		this.server.serve((environ, start) -> {
			Iterable<byte[]> body = script.call(environ, start);
			pass(mayReturn);
			return body;
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/"));
			assertThat(client.isSilentFor(100)).isTrue();
			mayReturn.countDown();
			assertThat(client.readResponse().text()).isEqualTo(TEXT);
		}
	}

	private Script wrapping() {
		return Script.of(Step.start("200 OK")).returning(ScriptBody.file(this.file, 0, 4));
	}

	@Test
	void headOfAFileEndsBehindItsHead() throws IOException {
		this.server.serve(answering(Body.of(this.file)));
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(request("HEAD", "/")).readHead().headers("Content-Length")).containsExactly("10");
			this.server.serve(answering(Body.text("next")));
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("next");
		}
	}

}
