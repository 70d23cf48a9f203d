package io.github.wsgi4j.container.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.Body;
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
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client of HTTP/2 whose connection is reset, as by a closed tab of a browser that is
 * still being sent something.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class LostConnectionTests {

	private static final EventLoopGroup LOOP = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final CountDownLatch called = new CountDownLatch(1);

	private final CountDownLatch interrupted = new CountDownLatch(1);

	@AfterAll
	static void stop() {
		LOOP.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	@Test
	void theResetOfAConnectionIsNoWarning(CapturedOutput output) throws InterruptedException {
		try (WsgiServer server = new WsgiServer("server.http2.enabled=true", "wsgi.execution.mode=platform");
				FrameClient client = new FrameClient(LOOP, server.port())) {
			server.serve((environ, start) -> {
				this.called.countDown();
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					this.interrupted.countDown();
				}
				start.call("200 OK", ContractSupport.NO_HEADERS);
				return Body.empty();
			});
			client.open(FrameRequest.GET, "/");
			ContractSupport.pass(this.called);
			client.end(true);
			ContractSupport.pass(this.interrupted);
			assertThat(output).doesNotContain("exceptionCaught").doesNotContain("WARN");
		}
	}

}
