package io.github.wsgi4j.container.fault;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.FrameClient;
import io.github.wsgi4j.container.support.FrameRequest;
import io.netty.channel.EventLoopGroup;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client of HTTP/2 to one of whose streams something happens, while another one of the
 * same connection is in the middle of its response.
 */
final class Http2Encounter implements FaultServer.Encounter {

	private final FaultServer server;

	private final EventLoopGroup loop;

	private final Part part;

	Http2Encounter(FaultServer server, EventLoopGroup loop) {
		this(server, loop, Http2Encounter::play);
	}

	/**
	 * Creates one in which the client does something else than the fault says.
	 */
	Http2Encounter(FaultServer server, EventLoopGroup loop, Part part) {
		this.server = server;
		this.loop = loop;
		this.part = part;
	}

	@Override
	public void meet(Fault fault, String path, Scene scene) throws Exception {
		AtomicInteger closed = new AtomicInteger();
		CompletableFuture<Void> over = new CompletableFuture<>();
		SubmissionPublisher<byte[]> blocks = new SubmissionPublisher<>(Runnable::run, 4);
		try (FrameClient client = new FrameClient(this.loop, this.server.port())) {
			this.server.serveBeside((environ, start) -> {
				start.call("200 OK", List.of());
				return Body.onClose(Body.from((subscriber) -> {
					blocks.subscribe(subscriber);
					blocks.submit(ContractSupport.bytes("be"));
				}), () -> {
					closed.incrementAndGet();
					over.complete(null);
				});
			});
			FrameClient.Stream beside = client.open(FrameRequest.GET, FaultServer.BESIDE);
			assertThat(beside.status()).isEqualTo(200);
			this.part.play(fault, path, scene, client);
			scene.end();
			if (client.isOpen()) {
				assertThat(closed).hasValue(0);
				blocks.submit(ContractSupport.bytes("side"));
				blocks.close();
				assertThat(beside.end()).isEqualTo(FrameClient.WHOLE);
				assertThat(beside.text()).isEqualTo("beside");
				this.server.serveNext();
				FrameClient.Stream next = client.open(FrameRequest.GET, "/next");
				assertThat(next.end()).isEqualTo(FrameClient.WHOLE);
				assertThat(next.text()).isEqualTo("still here");
			}
			ContractSupport.take(over);
			assertThat(closed).hasValue(1);
		}
	}

	private static void play(Fault fault, String path, Scene scene, FrameClient client) throws Exception {
		FrameRequest request = FrameRequest.of(fault.request());
		FrameClient.Stream stream = client.open(request, path);
		if (fault.departure() == Fault.Departure.NONE) {
			check(fault, stream);
			return;
		}
		FaultServer.awaitMoment(fault, scene, stream.slowly()::status);
		switch (fault.departure()) {
			case STREAM_RESET -> stream.reset();
			case GO_AWAY -> client.close();
			default -> client.end(fault.departure() == Fault.Departure.RESET);
		}
	}

	private static void check(Fault fault, FrameClient.Stream stream) {
		assertThat(stream.status()).isEqualTo(fault.status());
		if (fault.ending() == Fault.Ending.KEPT) {
			assertThat(stream.end()).isEqualTo(FrameClient.WHOLE);
		}
		else {
			assertThat(stream.end()).as("error of the reset").isPositive();
		}
	}

	/**
	 * What the client does.
	 */
	@FunctionalInterface
	interface Part {

		void play(Fault fault, String path, Scene scene, FrameClient client) throws Exception;

	}

}
