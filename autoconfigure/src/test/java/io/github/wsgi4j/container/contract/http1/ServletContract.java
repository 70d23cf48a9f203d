package io.github.wsgi4j.container.contract.http1;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is to be seen of a servlet container on the connection.
 */
abstract class ServletContract extends Contract {

	private static final Executor EACH_ITS_THREAD = (client) -> new Thread(client, "client").start();

	private final String name;

	ServletContract(WsgiServer server, String name) {
		super(server);
		this.name = name;
	}

	@Test
	void serverIsTheOneThatIsMeant() {
		ReactiveWebServerApplicationContext context = (ReactiveWebServerApplicationContext) this.server.context();
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.name);
	}

	@Test
	void serverProtocolIsTheClientsVersion() {
		assertThat(environOf(http10("GET", "/", "Host: localhost"))).containsEntry("SERVER_PROTOCOL", "HTTP/1.0");
		assertThat(environOf(get("/"))).containsEntry("SERVER_PROTOCOL", "HTTP/1.1");
	}

	@Test
	void queryThatIsNoUrisIsAsSent() {
		assertThat(environOf(get("/?a=100%&b=%C3%A9"))).containsEntry("QUERY_STRING", "a=100%&b=%C3%A9")
			.containsEntry("REQUEST_URI", "/?a=100%&b=%C3%A9");
	}

	@Test
	void blocksOfUnknownNumberEndWithTheConnectionOnHttp10AndAreNeverChunked() {
		RawResponse response = exchange(http10("GET", "/", "Host: localhost"),
				answering(ScriptedBody.blocks("one", "two")));
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.header("Content-Length")).isNull();
		assertThat(response.text()).isEqualTo("onetwo");
	}

	@Test
	void bodyThatIsBrokenOffDoesNotLookWholeWhereTheConnectionWasToEndAnyway() {
		RawResponse response = exchange(get("/", "Connection: close"), answering(ScriptedBody
			.of(ScriptedBody.block("sent"), ScriptedBody.failing(new IllegalStateException("behind the headers")))));
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.complete()).isFalse();
	}

	@Test
	void bodyOfUnknownLengthIsWholeWhereTheConnectionIsToEnd() {
		RawResponse response = exchange(get("/", "Connection: close"), answering(ScriptedBody.blocks("one", "two")));
		assertThat(response.headers("Transfer-Encoding")).containsExactly("chunked");
		assertThat(response.text()).isEqualTo("onetwo");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void connectionIsKeptForTheNextRequest() {
		try (RawClient client = this.server.connect()) {
			for (Iterable<byte[]> body : List.<Iterable<byte[]>>of(Body.text("x"), ScriptedBody.blocks("x"),
					Body.of(bytes("x")), ScriptedBody.blocks("", "x"))) {
				this.server.serve(answering(body));
				assertThat(client.send(get("/")).readResponse().text()).isEqualTo("x");
			}
		}
	}

	@Test
	void uploadsInPiecesAreReadToTheirEnd() throws Exception {
		this.server.serve((environ, start) -> {
			int length = Environ.input(environ).readAllBytes().length;
			start.call("200 OK", NO_HEADERS);
			return Body.text(length + " bytes");
		});
		List<CompletableFuture<Void>> clients = IntStream.range(0, 6)
			.mapToObj((seed) -> CompletableFuture.runAsync(() -> uploadInPieces(new Random(seed)), EACH_ITS_THREAD))
			.toList();
		for (CompletableFuture<Void> client : clients) {
			client.get();
		}
	}

	private void uploadInPieces(Random random) {
		byte[] piece = new byte[20_000];
		for (int i = 0; i < 50; i++) {
			try (RawClient client = this.server.connect()) {
				client.send(request("POST", "/", "Content-Length: 200000"));
				for (int left = 200_000, size; left > 0; left -= size) {
					size = Math.min(left, 1 + random.nextInt(piece.length));
					client.send(Arrays.copyOf(piece, size));
				}
				assertThat(client.readResponse().text()).isEqualTo("200000 bytes");
			}
		}
	}

}
