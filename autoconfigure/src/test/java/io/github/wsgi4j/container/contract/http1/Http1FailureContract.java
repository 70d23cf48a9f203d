package io.github.wsgi4j.container.contract.http1;

import java.io.IOException;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.contract.Failure;
import io.github.wsgi4j.container.contract.Script;
import io.github.wsgi4j.container.contract.Step;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Error Handling, as a connection of HTTP/1.x shows it.
 */
abstract class Http1FailureContract extends Contract {

	Http1FailureContract(WsgiServer server) {
		super(server);
	}

	@ParameterizedTest
	@EnumSource
	void exceptionAfterTheHeadersNeverLooksLikeTheEndOfABodyOfHttp10(Failure failure) throws IOException {
		Script script = Script.of(Step.start("200 OK"))
			.iterating(Step.block("sent"), Step.pause("seen"), Step.fail(failure));
		this.server.serve(script);
		try (RawClient client = this.server.connect()) {
			client.send(http10("GET", "/")).readHead();
			assertThat(text(client.readExactly(4))).isEqualTo("sent");
			script.open("seen");
			assertThat(client.isReset()).isTrue();
		}
		assertAnswers();
	}

	@Test
	void connectionIsKeptAfterAnErrorBeforeTheHeaders() {
		try (RawClient client = this.server.connect()) {
			this.server.serve((environ, start) -> {
				throw new IllegalStateException("the failure");
			});
			assertThat(client.send(get("/")).readResponse().status()).isEqualTo(500);
			this.server.serve(answering(Body.text("next")));
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("next");
		}
	}

	@Test
	void errorBeforeTheHeadersIsAnsweredByBootsOwnErrorResponse() {
		RawResponse response = exchange(get("/"),
				answering(ScriptedBody.of(ScriptedBody.failing(new IllegalStateException("the failure")))));
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.text()).contains("\"status\":500");
	}

}
