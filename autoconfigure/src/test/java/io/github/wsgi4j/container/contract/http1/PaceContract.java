package io.github.wsgi4j.container.contract.http1;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slow client slows the application down.
 */
abstract class PaceContract extends Contract {

	private static final int BLOCK = 64 * 1024;

	PaceContract(WsgiServer server) {
		super(server);
	}

	@Test
	void slowClientSlowsTheApplicationDown() {
		AtomicInteger computed = new AtomicInteger();
		byte[] block = new byte[BLOCK];
		this.server.serve(answering(ScriptedBody.of(IntStream.range(0, 300).<ScriptedBody.Step>mapToObj((i) -> () -> {
			computed.incrementAndGet();
			return block;
		}).iterator())));
		try (RawClient client = new RawClient(this.server.port(), BLOCK)) {
			client.send(get("/"));
			awaitStandstill(computed);
			// The kernel's own buffers hold up to some four megabytes.
			assertThat(computed.get()).isLessThan(100);
			RawResponse response = client.readResponse();
			assertThat(response.complete()).isTrue();
			assertThat(response.body()).hasSize(300 * BLOCK);
		}
	}

	@Test
	void manySlowClientsGetTheWholeBodyInTheEnd() {
		int clients = 10;
		byte[] block = bytes("x".repeat(BLOCK));
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return ScriptedBody.of(IntStream.range(0, 50).<ScriptedBody.Step>mapToObj((i) -> () -> block).iterator());
		});
		List<RawClient> all = IntStream.range(0, clients)
			.mapToObj((i) -> new RawClient(this.server.port(), BLOCK).send(get("/")))
			.toList();
		for (RawClient client : all) {
			try (client) {
				RawResponse response = client.readResponse();
				assertThat(response.complete()).isTrue();
				assertThat(response.body()).hasSize(50 * BLOCK);
			}
		}
	}

}
