package io.github.wsgi4j.container.contract.http1;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The input with {@code wsgi.request.buffering=stream}.
 */
abstract class Http1StreamInputContract extends Http1InputContract {

	Http1StreamInputContract(WsgiServer server) {
		super(server);
	}

	@Test
	void contentLengthOfAChunkedUploadIsAbsent() {
		assertThat(environOf(postChunked("abc"))).doesNotContainKey("CONTENT_LENGTH")
			.containsEntry("wsgi.input_terminated", true)
			.containsEntry("HTTP_TRANSFER_ENCODING", "chunked");
	}

	@Test
	void applicationIsCalledBeforeTheBodyIsHere() throws IOException {
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(bytes("called;"));
			return Body.of(Environ.input(environ).readAllBytes());
		});
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 3")).readHead();
			assertThat(client.readChunk()).isEqualTo("called;");
			assertThat(client.send("abc").readChunk()).isEqualTo("abc");
		}
	}

	@Test
	void readGivesWhatHasArrivedWithoutWaitingForAFullBuffer() throws IOException {
		this.server.serve((environ, start) -> {
			InputStream input = Environ.input(environ);
			byte[] large = new byte[100_000];
			byte[] small = new byte[100];
			start.call("200 OK", NO_HEADERS);
			return ScriptedBody.of(() -> bytes(input.read(large) + ";"), () -> bytes(input.read(small) + ";"),
					() -> bytes(input.read(large) + ";"));
		});
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 200000"));
			client.send("abc").readHead();
			assertThat(client.readChunk()).isEqualTo("3;");
			assertThat(client.send("de").readChunk()).isEqualTo("2;");
			assertThat(client.send("fghi").readChunk()).isEqualTo("4;");
		}
	}

	@Test
	void requestAndResponseRunAtTheSameTime() throws IOException {
		this.server.serve((environ, start) -> {
			Input input = (Input) environ.get(Environ.WSGI_INPUT);
			start.call("200 OK", NO_HEADERS);
			return input;
		});
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Transfer-Encoding: chunked"));
			client.send(chunk("one\n")).readHead();
			assertThat(client.readChunk()).isEqualTo("one\n");
			assertThat(client.send(chunk("two\n")).readChunk()).isEqualTo("two\n");
			assertThat(client.send("0\r\n\r\n").readChunk()).isEmpty();
		}
	}

	@Test
	void uploadCutShortIsAnExceptionAndNeverAnEndOfFile() {
		assertThat(failureOfUploadCutShort("Content-Length: 6", "abc")).isInstanceOf(IOException.class);
		assertThat(failureOfUploadCutShort("Transfer-Encoding: chunked", chunk("abc"))).isInstanceOf(IOException.class);
	}

	@Test
	void malformedChunkIsAnExceptionAndNeverAnEndOfFile() throws InterruptedException {
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		CountDownLatch read = new CountDownLatch(1);
		serveReader(read, failure);
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Transfer-Encoding: chunked")).send(chunk("abc"));
			pass(read);
			client.send("zz\r\n");
			assertThat(take(failure)).isInstanceOf(IOException.class);
			assertThat(client.isClosedByServerAfter("")).isTrue();
		}
		assertAnswers();
	}

	@Test
	void continueIsSentAtTheFirstReadAndNotBefore() throws IOException {
		CountDownLatch mayRead = new CountDownLatch(1);
		this.server.serve((environ, start) -> {
			pass(mayRead);
			byte[] body = Environ.input(environ).readAllBytes();
			start.call("200 OK", NO_HEADERS);
			return Body.of(body);
		});
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 3", "Expect: 100-continue"));
			assertThat(client.isSilentFor(200)).isTrue();
			mayRead.countDown();
			assertThat(client.readHead().status()).isEqualTo(100);
			assertThat(client.send("abc").readResponse().text()).isEqualTo("abc");
		}
	}

	@Test
	void continueIsNeverSentForAnApplicationThatDoesNotRead() {
		this.server.serve(answering("403 Forbidden", Body.text("no")));
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 3", "Expect: 100-continue"));
			RawResponse response = client.readResponse();
			assertThat(response.status()).isEqualTo(403);
			assertThat(response.text()).isEqualTo("no");
		}
		assertAnswers();
	}

	@Test
	void chunkedBodyThatGrowsOverTheLimitFailsTheReadAndIsAnswered413() {
		this.server.serve((environ, start) -> {
			Environ.input(environ).readAllBytes();
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Transfer-Encoding: chunked"));
			client.send(chunk("x".repeat(1024 * 1024)));
			client.send(chunk("y"));
			assertThat(client.readResponse().status()).isEqualTo(413);
		}
		assertAnswers();
	}

	@Test
	void applicationMayAnswerABodyOverTheLimitItself() {
		this.server.serve((environ, start) -> {
			try {
				Environ.input(environ).readAllBytes();
				start.call("200 OK", NO_HEADERS);
			}
			catch (RequestBodyTooLargeException ex) {
				start.call("413 Mine", NO_HEADERS);
			}
			return Body.text("own");
		});
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Transfer-Encoding: chunked"));
			client.send(chunk("x".repeat(1024 * 1024)));
			client.send(chunk("y"));
			RawResponse response = client.readResponse();
			assertThat(response.statusLine()).isEqualTo("HTTP/1.1 413 Mine");
			assertThat(response.text()).isEqualTo("own");
		}
		assertAnswers();
	}

	@Test
	void applicationThatDoesNotReadALargeBodyAnswersAllTheSame() {
		this.server.serve(answering(Body.text("unread")));
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(post("x".repeat(300_000))).readResponse().text()).isEqualTo("unread");
		}
		assertAnswers();
	}

	@Test
	void disconnectWakesAReader() {
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		CountDownLatch reading = new CountDownLatch(1);
		serveReader(reading, failure);
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 6", "Expect: 100-continue")).readHead();
		}
		assertThat(take(failure)).isInstanceOf(IOException.class);
	}

	private Throwable failureOfUploadCutShort(String header, String part) {
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		CountDownLatch read = new CountDownLatch(1);
		serveReader(read, failure);
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", header)).send(part);
			pass(read);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return take(failure);
	}

	private void serveReader(CountDownLatch read, CompletableFuture<Throwable> failure) {
		this.server.serve((environ, start) -> {
			InputStream input = Environ.input(environ);
			try {
				int next = input.read();
				read.countDown();
				while (next >= 0) {
					next = input.read();
				}
				failure.completeExceptionally(new AssertionError("An end of file"));
			}
			catch (IOException ex) {
				failure.complete(ex);
			}
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
	}

}
