package io.github.wsgi4j.container;

import java.util.List;

import io.github.wsgi4j.Body;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is to be seen of a servlet container on the connection.
 */
abstract class ServletContract extends Contract {

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
	void blocksOfUnknownNumberEndWithTheConnectionOnHttp10AndAreNeverChunked() {
		RawResponse response = exchange(http10("GET", "/", "Host: localhost"),
				answering(ScriptedBody.blocks("one", "two")));
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.header("Content-Length")).isNull();
		assertThat(response.text()).isEqualTo("onetwo");
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

}
