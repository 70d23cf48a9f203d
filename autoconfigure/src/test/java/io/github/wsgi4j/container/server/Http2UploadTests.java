package io.github.wsgi4j.container.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.FrameClient;
import io.github.wsgi4j.container.support.FrameRequest;
import io.github.wsgi4j.container.support.WsgiServer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several uploads on one connection of HTTP/2, as from a proxy with many clients.
 */
@Timeout(60)
class Http2UploadTests {

	private static final EventLoopGroup LOOP = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final CountDownLatch go = new CountDownLatch(1);

	@AfterAll
	static void stop() {
		LOOP.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	// The client may send as much on all streams together as the connection's window
	// says, which by default is that of one.
	@Test
	void oneThatIsNotReadYetHoldsUpNoOther() {
		try (WsgiServer server = new WsgiServer("server.http2.enabled=true", "wsgi.request.buffering=stream");
				FrameClient client = new FrameClient(LOOP, server.port())) {
			server.serve(this::read);
			List<FrameClient.Stream> later = List.of(upload(client, "/later", 200_000),
					upload(client, "/later", 200_000));
			FrameClient.Stream other = upload(client, "/now", 100_000);
			assertThat(other.end()).isEqualTo(FrameClient.WHOLE);
			assertThat(other.text()).isEqualTo("read 100000");
			this.go.countDown();
			assertThat(later).allSatisfy((stream) -> {
				assertThat(stream.end()).isEqualTo(FrameClient.WHOLE);
				assertThat(stream.text()).isEqualTo("read 200000");
			});
		}
	}

	// What has been read is granted again only when it is half of the connection's
	// window.
	@Test
	void manyThatAreNotReadYetHoldUpNoOther() {
		try (WsgiServer server = new WsgiServer("server.http2.enabled=true", "wsgi.request.buffering=stream",
				"wsgi.execution.platform.threads=100"); FrameClient client = new FrameClient(LOOP, server.port())) {
			server.serve(this::read);
			List<FrameClient.Stream> later = Stream.generate(() -> upload(client, "/later", 100_000))
				.limit(90)
				.toList();
			FrameClient.Stream other = upload(client, "/now", 4_000_000);
			assertThat(other.end()).isEqualTo(FrameClient.WHOLE);
			assertThat(other.text()).isEqualTo("read 4000000");
			this.go.countDown();
			assertThat(later).allSatisfy((stream) -> assertThat(stream.end()).isEqualTo(FrameClient.WHOLE));
		}
	}

	private Iterable<byte[]> read(Map<String, Object> environ, StartResponse start) throws Exception {
		if (environ.get(Environ.PATH_INFO).equals("/later")) {
			ContractSupport.pass(this.go);
		}
		int length = Environ.input(environ).readAllBytes().length;
		start.call("200 OK", List.of());
		return Body.text("read " + length);
	}

	private static FrameClient.Stream upload(FrameClient client, String path, int length) {
		return client.open(new FrameRequest("POST", Map.of(), "x".repeat(length), true), path);
	}

}
