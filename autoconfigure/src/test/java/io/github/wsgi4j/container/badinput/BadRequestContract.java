package io.github.wsgi4j.container.badinput;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.Probe;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WireParser;
import io.github.wsgi4j.container.support.Witness;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a malicious client sends is refused, or is what RFC 9112 says it is; in no case is
 * a part of it taken for another request.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BadRequestContract extends Contract {

	public BadRequestContract(WsgiServer server) {
		super(server);
	}

	/**
	 * What is refused is refused before the application is called, and so before its
	 * execution mode matters: one mode shows it, with each way to take a body.
	 */
	Stream<BadInput> inputs() {
		String mode = this.server.context().getEnvironment().getProperty("wsgi.execution.mode");
		boolean all = ExecutionMode.PLATFORM.name().equals(mode);
		return BadInput.all().filter((input) -> all || !input.calls().isEmpty());
	}

	@ParameterizedTest
	@MethodSource("inputs")
	void badInputIsRefusedOrServedAsWhatItIs(BadInput input) {
		Witness witness = new Witness();
		WireParser responses = new Probe(this.server.serve(witness)).exchange(bytes(input.bytes()),
				input.statuses().size(), false);
		List<Integer> statuses = new ArrayList<>();
		while (!responses.isAtEnd()) {
			RawResponse response = responses.next(false);
			assertThat(response.complete()).as("%s", response).isTrue();
			statuses.add(response.status());
		}
		List<String> calls = new ArrayList<>(input.calls());
		List<Integer> expected = new ArrayList<>(input.statuses());
		if (input.kept()) {
			calls.add("GET " + Probe.LAST);
			expected.add(200);
		}
		assertThat(statuses).as("statuses of %s", input).isEqualTo(expected);
		assertThat(witness.calls()).as("calls of %s", input).isEqualTo(calls);
		assertThat(witness.failures()).as("environ of %s", input).isEmpty();
	}

	@Test
	void clientThatSendsNothingButABeginningHarmsNobody() {
		try (RawClient client = this.server.connect()) {
			client.send("GET / HT");
			assertAnswers();
		}
		assertThat(exchange(get("/"), answering(Body.text("next"))).text()).isEqualTo("next");
	}

}
