package io.github.wsgi4j.container.limits;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A response has to begin in time.
 */
abstract class ResponseTimeoutContract extends Contract {

	ResponseTimeoutContract(WsgiServer server) {
		super(server);
	}

	@Test
	void anApplicationThatHangsIsInterruptedAndAnswered504(CapturedOutput output) {
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		this.server.serve((environ, start) -> {
			try {
				pass(new CountDownLatch(1));
			}
			catch (InterruptedException ex) {
				end.complete(ex);
				throw ex;
			}
			return Body.empty();
		});
		try (RawClient client = this.server.connect()) {
			RawResponse response = client.send(get("/hangs")).readResponse();
			assertThat(response.status()).isEqualTo(504);
			assertThat(response.text()).contains("\"status\":504");
			assertThat(take(end)).isInstanceOf(InterruptedException.class);
			assertThat(output)
				.contains("GET /hangs: the application 'application' has not started its response after 600 ms");
			this.server.serve(answering(Body.text("next")));
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("next");
		}
	}

	@Test
	void anAnswerThatComesTooLateIsDroppedAndItsBodyClosed() {
		ScriptedBody late = ScriptedBody.blocks("too", "late");
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			try {
				pass(new CountDownLatch(1));
			}
			catch (InterruptedException ex) {
				// It answers all the same.
			}
			return late;
		});
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(get("/")).readResponse().status()).isEqualTo(504);
			await().until(() -> late.closed() == 1);
			this.server.serve(answering(Body.text("next")));
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("next");
			assertThat(late.closed()).isEqualTo(1);
		}
	}

	@Test
	void aBodyThatGivesNothingIsClosedAndAnswered504() {
		AtomicBoolean cancelled = new AtomicBoolean();
		this.server.serve(answering(Body.from(
				JdkFlowAdapter.publisherToFlowPublisher(Flux.<byte[]>never().doOnCancel(() -> cancelled.set(true))))));
		assertThat(this.server.get("/").status()).isEqualTo(504);
		await().untilTrue(cancelled);
	}

	@Test
	void aResponseThatHasBegunMayTakeItsTime() throws IOException {
		Sinks.Many<byte[]> blocks = Sinks.many().unicast().onBackpressureBuffer();
		this.server.serve(answering(Body.from(JdkFlowAdapter.publisherToFlowPublisher(blocks.asFlux()))));
		try (RawClient client = this.server.connect()) {
			client.send(get("/"));
			blocks.tryEmitNext(bytes("first")).orThrow();
			assertThat(client.readHead().status()).isEqualTo(200);
			assertThat(client.readExactly(10)).asString().isEqualTo("5\r\nfirst\r\n");
			assertThat(client.isSilentFor(LimitsSuite.TOO_LONG_MILLIS)).isTrue();
			blocks.tryEmitNext(bytes("second")).orThrow();
			assertThat(client.readChunk()).isEqualTo("second");
			blocks.tryEmitComplete().orThrow();
			assertThat(client.readChunk()).isEmpty();
		}
	}

}
