package io.github.wsgi4j.middleware.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.SubmissionPublisher;
import java.util.zip.GZIPInputStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.middleware.TestBlocks;
import io.github.wsgi4j.middleware.Trial;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GzipTests {

	private static final String TEXT = "all the same ".repeat(500);

	private final Gzip gzip = new Gzip();

	@Test
	void aTextInMemoryIsCompressedAsAWhole() throws IOException {
		WsgiResponse response = send(Between.text(TEXT, "Content-Type", "text/plain; charset=utf-8", "Content-Length",
				Integer.toString(TEXT.length()), "ETag", "\"a\"", "Accept-Ranges", "bytes", "Vary", "Accept"));
		assertThat(unzip(response)).isEqualTo(TEXT);
		assertThat(response.body().length).isLessThan(TEXT.length() / 10);
		assertThat(response.headers()).isEqualTo(Between.headers("Content-Type", "text/plain; charset=utf-8", "Vary",
				"Accept, Accept-Encoding", "ETag", "W/\"a\"", "Content-Encoding", "gzip", "Content-Length",
				Integer.toString(response.body().length)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "GZIP;q=0.5", "br, gzip;q=0.8, *;q=0.1", "*", "x-gzip", "deflate, gzip;q=1.0",
			"gzip;q=0.5, identity;q=0.5", "identity;q=0, *" })
	void aClientThatAcceptsItGetsIt(String accepted) throws IOException {
		assertThat(unzip(send(html(TEXT), accepted))).isEqualTo(TEXT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "br", "gzip;q=0", "gzip;q=0.000, *", "*;q=0", "gzip;q=0.5, identity", "gzip;q=2",
			"gzipx", "identity" })
	void anotherGetsItAsItIsAndACacheKnows(String accepted) {
		WsgiResponse response = send(html(TEXT), accepted);
		assertThat(response.text()).isEqualTo(TEXT);
		assertThat(response.header("Content-Encoding")).isNull();
		assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Content-Encoding|br", "Content-Encoding|identity",
			"Cache-Control|private, No-Transform", "Content-Range|bytes 0-1/2", "Repr-Digest|sha-256=:AA==:" })
	void whatIsNotToBeEncodedIsNot(String name, String value) {
		WsgiResponse response = send(Between.text(TEXT, "Content-Type", "text/html", name, value));
		assertThat(response.text()).isEqualTo(TEXT);
		assertThat(response.headers(name)).containsExactly(value);
	}

	@ParameterizedTest
	@CsvSource({ "image/png", "application/octet-stream", "text", "application/xjson" })
	void otherTypesAreLeftAlone(String type) {
		WsgiResponse response = send(Between.text(TEXT, "Content-Type", type));
		assertThat(response.text()).isEqualTo(TEXT);
		assertThat(response.header("Vary")).isNull();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "TEXT/HTML", "application/problem+json", "image/svg+xml", "text/event-stream;charset=utf-8" })
	void textsAreCompressed(String type) throws IOException {
		assertThat(unzip(send(Between.text(TEXT, "Content-Type", type)))).isEqualTo(TEXT);
	}

	@Test
	void aRangeIsLeftAlone() {
		WsgiResponse part = send(Between.answer("206 Partial Content", Body.text(TEXT), "Content-Type", "text/html",
				"Content-Range", "bytes 0-6499/9999"));
		assertThat(part.text()).isEqualTo(TEXT);
		assertThat(part.header("Vary")).isEqualTo("Accept-Encoding");
	}

	@Test
	void typesAreNamedInAnyCase() throws IOException {
		WsgiClient client = Between.validators(this.gzip.types("Application/Wasm"),
				Between.text(TEXT, "Content-Type", "application/wasm"));
		assertThat(unzip(client.get("/").header("Accept-Encoding", "gzip").send())).isEqualTo(TEXT);
	}

	@Test
	void whatIsSmallIsLeftAlone() throws IOException {
		assertThat(send(html("x".repeat(2047))).header("Content-Encoding")).isNull();
		assertThat(unzip(send(html("x".repeat(2048))))).hasSize(2048);
		WsgiClient client = Between.validators(this.gzip.minSize(0).types("a/b"),
				Between.text("x", "Content-Type", "a/b"));
		assertThat(unzip(client.get("/").header("Accept-Encoding", "gzip").send())).isEqualTo("x");
		TestBlocks short1 = new TestBlocks("x");
		assertThat(send(Between.answer("200 OK", short1, "Content-Type", "text/html", "Content-Length", "1")).text())
			.isEqualTo("x");
	}

	@Test
	void aHeadSaysThatItDependsOnTheRequest() {
		WsgiResponse response = Between.validators(this.gzip, html(TEXT))
			.head("/")
			.header("Accept-Encoding", "gzip")
			.send();
		assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void aHeadSaysWhatAGetWouldSayButForTheLength() {
		Application application = Between.text(TEXT, "Content-Type", "text/html", "Content-Length",
				Integer.toString(TEXT.length()), "ETag", "\"a\"", "Accept-Ranges", "bytes");
		WsgiResponse get = send(application);
		assertThat(get.header("Content-Length")).isEqualTo(Integer.toString(get.body().length));
		List<Header> headers = get.headers()
			.stream()
			.filter((header) -> !header.name().equals("Content-Length"))
			.toList();
		assertThat(head(application).headers()).isEqualTo(headers);
		assertThat(head(Between.answer("200 OK", Body.empty(), "Content-Type", "text/html", "Content-Length",
				Integer.toString(TEXT.length()), "ETag", "\"a\"", "Accept-Ranges", "bytes"))
			.headers()).isEqualTo(headers);
		assertThat(head(Between.text(TEXT, "Content-Type", "text/html")).headers()).isEqualTo(
				Between.headers("Content-Type", "text/html", "Vary", "Accept-Encoding", "Content-Encoding", "gzip"));
	}

	@Test
	void aHeadOfWhatIsNotCompressedKeepsItsLength() {
		assertThat(head(html("small")).headers())
			.isEqualTo(Between.headers("Content-Type", "text/html", "Content-Length", "5"));
		assertThat(head(Between.text(TEXT, "Content-Type", "image/png")).header("Content-Length"))
			.isEqualTo(Integer.toString(TEXT.length()));
		assertThat(Between.validators(this.gzip, html(TEXT)).head("/").send().headers())
			.isEqualTo(Between.headers("Content-Type", "text/html", "Vary", "Accept-Encoding", "Content-Length",
					Integer.toString(TEXT.length())));
	}

	@Test
	void aHeadOfAnUnknownLengthSaysOnlyWhatIsTrueEitherWay() {
		assertThat(head(Between.answer("200 OK", Body.empty(), "Content-Type", "text/html", "ETag", "\"a\"")).headers())
			.isEqualTo(Between.headers("Content-Type", "text/html", "Vary", "Accept-Encoding", "ETag", "W/\"a\""));
	}

	@Test
	void aHeadOfAStreamIsCompressedAndClosed(@TempDir Path folder) throws IOException {
		TestBlocks blocks = new TestBlocks("one", "two");
		WsgiResponse response = head(Between.answer("200 OK", blocks, "Content-Type", "text/plain"));
		assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(response.header("Content-Length")).isNull();
		assertThat(response.body()).isEmpty();
		assertThat(blocks.closed()).isOne();
		Path file = Files.writeString(folder.resolve("a.txt"), TEXT);
		assertThat(head((environ, startResponse) -> {
			startResponse.call("200 OK", Between.headers("Content-Type", "text/plain"));
			return Body.of(file);
		}).headers()).isEqualTo(
				Between.headers("Content-Type", "text/plain", "Vary", "Accept-Encoding", "Content-Encoding", "gzip"));
	}

	@Test
	void aResponseWithoutAChangeDoesToo() {
		WsgiResponse response = send(Between.answer("304 Not Modified", Body.empty(), "ETag", "\"a\""));
		assertThat(response.code()).isEqualTo(304);
		assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
		assertThat(send(Between.answer("204 No Content", Body.empty())).headers()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "W/\"a\" | W/\"a\"", "\"b\", W/\"a\" | W/\"a\"", "\"a\" | \"a\"", "W/\"b\" | \"a\"" })
	void aResponseWithoutAChangeHasTheTagThatTheClientGot(String known, String tag) {
		WsgiResponse response = Between
			.validators(this.gzip, Between.answer("304 Not Modified", Body.empty(), "ETag", "\"a\""))
			.get("/")
			.header("Accept-Encoding", "gzip")
			.header("If-None-Match", known)
			.send();
		assertThat(response.header("ETag")).isEqualTo(tag);
	}

	@Test
	void aClientMayChangeWhatItGotCompressed() {
		Router router = Router.builder().get("/", (request) -> Response.text(TEXT).etag("a")).put("/", (request) -> {
			request.demandPreconditions("a", null);
			return Response.empty(204);
		}).build();
		WsgiClient client = WsgiClient.of(this.gzip.wrap(router));
		String tag = client.get("/").header("Accept-Encoding", "gzip").send().header("ETag");
		assertThat(tag).isEqualTo("W/\"a\"");
		assertThat(client.put("/").header("If-Match", tag).send().code()).isEqualTo(204);
		assertThat(client.put("/").header("If-Match", "W/\"b\"").send().code()).isEqualTo(412);
	}

	@Test
	void aBlockOfAStreamCanBeReadAtOnce() throws IOException {
		TestBlocks blocks = new TestBlocks("data: one\n\n", "", "data: two\n\n").before(2, () -> {
			throw new IllegalStateException("not yet");
		});
		WsgiResponse response = Between
			.validators(this.gzip, Between.answer("200 OK", blocks, "Content-Type", "text/event-stream"))
			.get("/")
			.header("Accept-Encoding", "gzip")
			.take(1);
		try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
			assertThat(new String(in.readNBytes(11), StandardCharsets.UTF_8)).isEqualTo("data: one\n\n");
		}
		assertThat(blocks.closed()).isOne();
		assertThat(response.header("Content-Length")).isNull();
	}

	@Test
	void aWholeStreamIsClosedOnce() throws IOException {
		TestBlocks blocks = new TestBlocks("one", "", "two");
		WsgiResponse response = send(
				Between.answer("200 OK", blocks, "Content-Type", "text/plain", "Content-Length", "3000"), "gzip",
				false);
		assertThat(unzip(response)).isEqualTo("onetwo");
		assertThat(response.blocks()).hasSize(3);
		assertThat(blocks.closed()).isOne();
		assertThat(unzip(send(Between.answer("200 OK", new TestBlocks(), "Content-Type", "text/plain")))).isEmpty();
	}

	@Test
	void aLargeCollectionIsCompressedBlockByBlock() throws IOException {
		byte[] block = new byte[400_000];
		Arrays.fill(block, (byte) 'x');
		WsgiResponse response = send(
				Between.answer("200 OK", Body.of(block, block, block), "Content-Type", "text/plain"));
		assertThat(unzip(response)).hasSize(1_200_000);
		assertThat(response.blocks()).hasSize(4);
	}

	@Test
	void aFileIsCompressed(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("a.txt"), TEXT);
		assertThat(unzip(send((environ, startResponse) -> {
			startResponse.call("200 OK", Between.headers("Content-Type", "text/plain"));
			return Body.of(file);
		}))).isEqualTo(TEXT);
	}

	@Test
	void aPublisherIsLeftAlone() {
		WsgiResponse response = send((environ, startResponse) -> {
			startResponse.call("200 OK", Between.headers("Content-Type", "text/event-stream"));
			SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>(Runnable::run, 2);
			return Body.from((subscriber) -> {
				publisher.subscribe(subscriber);
				publisher.submit(Trial.bytes("one"));
				publisher.close();
			});
		});
		assertThat(response.text()).isEqualTo("one");
		assertThat(response.header("Content-Encoding")).isNull();
	}

	@Test
	void whatIsWrittenIsLeftAlone() {
		WsgiResponse response = send((environ, startResponse) -> {
			startResponse.call("200 OK", Between.headers("Content-Type", "text/html")).call(Trial.bytes("one"));
			return Body.text("two");
		});
		assertThat(response.text()).isEqualTo("onetwo");
		assertThat(response.header("Content-Encoding")).isNull();
	}

	@Test
	void aLateStartDecides() throws IOException {
		WsgiResponse response = send((environ, startResponse) -> new TestBlocks("one", "two").before(0,
				() -> startResponse.call("200 OK", Between.headers("Content-Type", "text/html"))));
		assertThat(unzip(response)).isEqualTo("onetwo");
		assertThat(send((environ, startResponse) -> new TestBlocks("one", "two").before(0,
				() -> startResponse.call("200 OK", Between.headers("Content-Type", "image/png"))))
			.text()).isEqualTo("onetwo");
	}

	@Test
	void anErrorBeforeTheFirstBlockIsNotTakenForCompressed() {
		WsgiResponse response = send((environ, startResponse) -> {
			startResponse.call("200 OK", Between.headers("Content-Type", "text/html"));
			return new TestBlocks("sorry").before(0, () -> startResponse.call("500 Internal Server Error",
					Between.headers("Content-Type", "image/png"), new IllegalStateException()));
		});
		assertThat(response.text()).isEqualTo("sorry");
		assertThat(response.code()).isEqualTo(500);
		assertThat(response.header("Content-Encoding")).isNull();
	}

	@Test
	void aFailureComesThroughAndTheBodyIsClosed() {
		TestBlocks blocks = new TestBlocks("one", "two").before(1, () -> {
			throw new IllegalStateException("broken");
		});
		WsgiResponse response = send(Between.answer("200 OK", blocks, "Content-Type", "text/html"));
		assertThat(response.failure()).hasMessage("broken");
		assertThat(response.isComplete()).isFalse();
		assertThat(blocks.closed()).isOne();
	}

	private static Application html(String text) {
		return Between.text(text, "Content-Type", "text/html");
	}

	private WsgiResponse head(Application application) {
		WsgiResponse response = Between.validators(this.gzip, application)
			.head("/")
			.header("Accept-Encoding", "gzip")
			.send();
		assertThat(response.body()).isEmpty();
		return response;
	}

	private WsgiResponse send(Application application) {
		return send(application, "gzip");
	}

	private WsgiResponse send(Application application, String accepted) {
		return send(application, accepted, true);
	}

	private WsgiResponse send(Application application, String accepted, boolean validated) {
		WsgiClient client = validated ? Between.validators(this.gzip, application)
				: WsgiClient.of(application).with(this.gzip);
		return client.get("/").header("Accept-Encoding", accepted).send();
	}

	private static String unzip(WsgiResponse response) throws IOException {
		assertThat(response.headers("Content-Encoding")).isEqualTo(List.of("gzip"));
		try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
