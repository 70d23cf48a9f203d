package io.github.wsgi4j.web;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.middleware.validation.Validator;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BodyWriterTests {

	private final AtomicInteger calls = new AtomicInteger();

	@Test
	void smallPiecesAreGatheredInBlocks() {
		WsgiResponse response = get((stream) -> {
			Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
			for (int row = 0; row < 5_000; row++) {
				writer.write("J\u00f6;" + row + "\r\n");
			}
			writer.close();
		});
		assertThat(response.text()).startsWith("J\u00f6;0\r\n").endsWith("J\u00f6;4999\r\n");
		assertThat(response.blocks()).hasSizeLessThan(6);
	}

	@Test
	void flushSendsWhatIsThere() {
		WsgiResponse response = get((stream) -> {
			stream.write('a');
			stream.flush();
			stream.flush();
			stream.write(new byte[] { 'b', 'c' });
		});
		assertThat(response.blocks()).containsExactly(new byte[] { 'a' }, new byte[] { 'b', 'c' });
	}

	@Test
	void exceptionBeforeTheFirstBlockIsAnswered() {
		WsgiResponse response = get((stream) -> {
			stream.write('a');
			throw new HttpException(409, "no");
		});
		assertThat(response.status()).isEqualTo("409 Conflict");
		assertThat(response.text()).isEqualTo("no\n");
	}

	@Test
	void exceptionAfterTheFirstBlockCutsTheResponse() {
		WsgiResponse response = get((stream) -> {
			stream.write(new byte[20_000]);
			stream.write('a');
			throw new HttpException(409, "no");
		});
		assertThat(response.isComplete()).isFalse();
		assertThat(response.body()).hasSize(20_000);
		assertThat(response.failure()).hasMessage("no");
	}

	@Test
	void isNotCalledIfNoBodyIsWanted() {
		WsgiClient client = client((stream) -> this.calls.incrementAndGet());
		WsgiResponse head = client.head("/").send();
		assertThat(head.code()).isEqualTo(200);
		assertThat(head.header("Content-Type")).isEqualTo("text/csv");
		assertThat(client.get("/").header("If-None-Match", "\"tag\"").send().code()).isEqualTo(304);
		assertThat(this.calls).hasValue(0);
	}

	@Test
	void mayComeLater() {
		Response late = Response
			.async(CompletableFuture.supplyAsync(() -> Response.write("text/csv", (stream) -> stream.write('a'))));
		WsgiResponse response = WsgiClient.of((Handler) (request) -> late).get("/").send();
		assertThat(response.text()).isEqualTo("a");
	}

	@Test
	void isNotCalledLaterEither() {
		Response late = Response.async(CompletableFuture
			.completedFuture(Response.write("text/csv", (stream) -> this.calls.incrementAndGet()).etag("tag")));
		WsgiClient client = WsgiClient.of((Handler) (request) -> late);
		assertThat(client.head("/").send().code()).isEqualTo(200);
		assertThat(client.get("/").header("If-None-Match", "\"tag\"").send().code()).isEqualTo(304);
		assertThat(this.calls).hasValue(0);
	}

	@Test
	void mayAnswerALateError() {
		Router router = Router.builder()
			.get("/", (request) -> Response.async(CompletableFuture.failedFuture(new HttpException(404))))
			.error(404, (missing, request) -> Response.write("text/csv", (stream) -> stream.write('a')).status(404))
			.build();
		WsgiResponse response = WsgiClient.of(Validator.fail().wrap(router)).get("/").send();
		assertThat(response.code()).isEqualTo(404);
		assertThat(response.text()).isEqualTo("a");
	}

	private static WsgiResponse get(BodyWriter writer) {
		return client(writer).get("/").send();
	}

	private static WsgiClient client(BodyWriter writer) {
		return WsgiClient.of((Handler) (request) -> Response.write("text/csv", writer).etag("tag"));
	}

}
