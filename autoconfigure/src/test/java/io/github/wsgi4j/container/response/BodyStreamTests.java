package io.github.wsgi4j.container.response;

import java.nio.charset.StandardCharsets;

import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.container.server.ServerConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body that is sent as soon as it is offered.
 */
@ExtendWith(OutputCaptureExtension.class)
class BodyStreamTests {

	private final StringBuilder received = new StringBuilder();

	@Test
	void bytesBeyondTheContentLengthAreLoggedThoughTheClientLeavesWithTheLastOfIt(CapturedOutput output) {
		BodyStream stream = new BodyStream(
				new NativeExchange(MockServerWebExchange.from(MockServerHttpRequest.get("/cut"))),
				ServerConnection.DIRECT, 1024, 4, new Unheard());
		Flux.from(stream.publisher()).concatMap((group) -> group).take(1).subscribe(this::receive);
		assertThat(stream.send("abcdef".getBytes(StandardCharsets.ISO_8859_1), 0)).isEqualTo(6);
		assertThat(this.received).hasToString("abcd");
		assertThat(stream.isCancelled()).isTrue();
		assertThat(output).containsOnlyOnce("GET /cut: the body is longer than its Content-Length of 4 bytes");
	}

	private void receive(DataBuffer block) {
		this.received.append(block.toString(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Is told what nobody asks for.
	 */
	private static final class Unheard implements ResponseCallback {

		@Override
		public void ready() {
		}

		@Override
		public void sent() {
		}

		@Override
		public void lost() {
		}

	}

}
