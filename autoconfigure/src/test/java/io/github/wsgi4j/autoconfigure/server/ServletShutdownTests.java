package io.github.wsgi4j.autoconfigure.server;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A servlet container that stops before an application has answered.
 */
@Tag("servlet")
@Timeout(60)
class ServletShutdownTests {

	@ParameterizedTest
	@ValueSource(strings = { "jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration",
			"tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration" })
	void requestThatIsGivenUpIsNoSuccess(String other) throws InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		try (WsgiServer server = new WsgiServer("server.shutdown=graceful",
				"spring.lifecycle.timeout-per-shutdown-phase=100ms",
				"spring.autoconfigure.exclude=" + WsgiServer.SECURITY + ",org.springframework.boot." + other
						+ ",org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration")) {
			server.serve((environ, start) -> {
				called.countDown();
				ContractSupport.pass(new CountDownLatch(1));
				return Body.empty();
			});
			try (RawClient client = server.connect()) {
				client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
				ContractSupport.pass(called);
				server.context().close();
				assertThat(firstLine(client)).doesNotContain(" 200");
			}
		}
	}

	private static String firstLine(RawClient client) {
		try {
			return client.readLine();
		}
		catch (IOException ex) {
			return "closed unanswered";
		}
	}

}
