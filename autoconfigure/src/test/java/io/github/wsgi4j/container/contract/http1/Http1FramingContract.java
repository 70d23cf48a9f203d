package io.github.wsgi4j.container.contract.http1;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where responses end on a connection, and that the next one begins there.
 */
abstract class Http1FramingContract extends Contract {

	Http1FramingContract(WsgiServer server) {
		super(server);
	}

	@Test
	void contentLengthOfABodyInMemoryIsSentOnHttp10Too() {
		RawResponse response = exchange(http10("GET", "/"), answering(Body.text("abc")));
		assertThat(response.headers("Content-Length")).containsExactly("3");
		assertThat(response.text()).isEqualTo("abc");
	}

	@Test
	void connectionIsKeptForTheNextRequest() {
		try (RawClient client = this.server.connect()) {
			for (Iterable<byte[]> body : List.<Iterable<byte[]>>of(Body.text("x"), ScriptedBody.blocks("x"),
					Body.of(bytes("x")), ScriptedBody.blocks("", "x"))) {
				this.server.serve(answering(body));
				assertThat(client.send(get("/")).readResponse().text()).isEqualTo("x");
			}
			assertThat(client.send(get("/", "Connection: close")).readResponse().status()).isEqualTo(200);
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void pipelinedRequestsAreAnsweredInTheirOrder() {
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			String path = (String) environ.get("PATH_INFO");
			return path.startsWith("/list") ? Body.text(path) : ScriptedBody.blocks(path, ";", path);
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/1") + get("/list2") + post("body").replace("POST /", "POST /3") + get("/list4"));
			assertThat(client.readResponse().text()).isEqualTo("/1;/1");
			assertThat(client.readResponse().text()).isEqualTo("/list2");
			assertThat(client.readResponse().text()).isEqualTo("/3;/3");
			assertThat(client.readResponse().text()).isEqualTo("/list4");
		}
	}

	@ParameterizedTest
	@CsvSource({ "HEAD, 201 Made", "GET, 204 No Content", "GET, 304 Not Modified", "GET, 205 Reset Content" })
	void whatHasNoBodyEndsBehindItsHead(String method, String status) {
		for (Iterable<byte[]> body : List.<Iterable<byte[]>>of(Body.empty(), Body.text("abc"), ScriptedBody.of(),
				ScriptedBody.blocks("abc", "def"))) {
			RawResponse head = headThenGet(request(method, "/"), answering(status, body, Header.of("X-A", "1")));
			assertThat(head.statusLine()).isEqualTo("HTTP/1.1 " + status);
			assertThat(head.headers("X-A")).containsExactly("1");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 4 })
	void whatIsCutEndsAtItsContentLength(int length) {
		for (Iterable<byte[]> body : List.<Iterable<byte[]>>of(Body.text("abcdef"),
				ScriptedBody.blocks("abc", "def"))) {
			this.server.serve(breaking(answering(body, Header.of("Content-Length", Integer.toString(length)))));
			try (RawClient client = this.server.connect()) {
				assertThat(client.send(get("/")).readResponse().body()).hasSize(length);
				this.server.serve(answering(Body.text("next")));
				assertThat(client.send(get("/")).readResponse().text()).isEqualTo("next");
			}
		}
	}

	private RawResponse headThenGet(String request, Application application) {
		this.server.serve(application);
		try (RawClient client = this.server.connect()) {
			RawResponse head = client.send(request).readHead();
			this.server.serve(answering(Body.text("next")));
			RawResponse next = client.send(get("/")).readResponse();
			assertThat(next.statusLine()).isEqualTo("HTTP/1.1 200 OK");
			assertThat(next.text()).isEqualTo("next");
			return head;
		}
	}

}
