package io.github.wsgi4j.container.fault;

import java.util.Map;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.FrameClient;
import io.github.wsgi4j.container.support.FrameRequest;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever goes wrong with a stream of HTTP/2: it is ended as a whole or reset, and what
 * holds for HTTP/1.1 holds for it. The other streams of its connection go on.
 */
abstract class Http2FaultSuite extends FaultSuite {

	private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	Http2FaultSuite(ExecutionMode mode, Buffering buffering) {
		super(mode, buffering, true);
	}

	@AfterAll
	void stopClients() {
		this.loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

	@Override
	Stream<Fault> all() {
		return Fault.ofHttp2();
	}

	@Override
	void suffer(Fault fault) throws Exception {
		server().suffer(fault, new Http2Encounter(server(), this.loop));
	}

	@Test
	void aClientThatSaysGoAwayGetsWhatItHasAskedFor() throws Exception {
		SubmissionPublisher<byte[]> blocks = new SubmissionPublisher<>(Runnable::run, 4);
		Fault fault = Fault.of("GOAWAY", (scene, environ, start) -> {
			start.call("200 OK", ContractSupport.NO_HEADERS);
			return Body.onClose(Body.from(blocks), scene::close);
		}).closes(1);
		server().suffer(fault, new Http2Encounter(server(), this.loop, (same, path, scene, client) -> {
			FrameClient.Stream stream = client.open(FrameRequest.GET, path);
			ContractSupport.await().until(blocks::hasSubscribers);
			blocks.submit(ContractSupport.bytes("first "));
			assertThat(stream.status()).isEqualTo(200);
			client.goAway();
			client.awaitSeen();
			blocks.submit(ContractSupport.bytes("second"));
			blocks.close();
			assertThat(stream.end()).isEqualTo(FrameClient.WHOLE);
			assertThat(stream.text()).isEqualTo("first second");
		}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "body", "much more than that" })
	void anUploadThatIsNotAsLongAsItSaysIsReset(String body) throws Exception {
		Fault fault = Fault.of("an upload of " + body.length() + " bytes", (scene, environ, start) -> {
			Environ.input(environ).readAllBytes();
			start.call("200 OK", ContractSupport.NO_HEADERS);
			return scene.steps(ScriptedBody.block("x"));
		}).leaves(Fault.Departure.STREAM_RESET, Fault.Moment.AT_ONCE);
		FrameRequest request = new FrameRequest("POST", Map.of("content-length", "9"), body, true);
		server().suffer(fault, new Http2Encounter(server(), this.loop,
				(same, path, scene, client) -> assertThat(client.open(request, path).end()).isPositive()));
	}

}
