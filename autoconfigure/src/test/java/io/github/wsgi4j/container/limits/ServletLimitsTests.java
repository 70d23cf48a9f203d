package io.github.wsgi4j.container.limits;

import java.util.concurrent.CountDownLatch;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.OneLoopContract;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits that hold on Tomcat and Jetty as well.
 */
@Tag("servlet")
@Timeout(60)
class ServletLimitsTests {

	private static final String JETTY = "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration";

	private static final String TOMCAT = "org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration,"
			+ "org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration";

	@ParameterizedTest
	@ValueSource(strings = { "full", "stream" })
	void onJetty(String buffering) {
		keepsLimits("JettyWebServer", JETTY, buffering);
	}

	@ParameterizedTest
	@ValueSource(strings = { "full", "stream" })
	void onTomcat(String buffering) {
		keepsLimits("TomcatWebServer", TOMCAT, buffering);
	}

	private static void keepsLimits(String type, String others, String buffering) {
		try (WsgiServer server = new WsgiServer("wsgi.request.buffering=" + buffering,
				"wsgi.limits.response-timeout=700ms", "wsgi.limits.read-timeout=500ms",
				"wsgi.limits.max-concurrent-requests=1", "wsgi.limits.max-queue=0",
				"spring.autoconfigure.exclude=" + WsgiServer.SECURITY + "," + others)) {
			WebServer running = ((ReactiveWebServerApplicationContext) server.context()).getWebServer();
			assertThat(running.getClass().getSimpleName()).isEqualTo(type);
			CountDownLatch interrupted = new CountDownLatch(1);
			server.serve((environ, start) -> {
				try {
					ContractSupport.pass(new CountDownLatch(1));
				}
				finally {
					interrupted.countDown();
				}
				return Body.empty();
			});
			assertThat(server.get("/").status()).isEqualTo(504);
			OneLoopContract.passed(interrupted);
			server.serve((environ, start) -> {
				byte[] body = Environ.input(environ).readAllBytes();
				start.call("200 OK", ContractSupport.NO_HEADERS);
				return Body.of(body);
			});
			assertThat(server.exchange(Contract.request("POST", "/", "Content-Length: 3") + "ab").status())
				.isEqualTo(408);
			ContractSupport.await()
				.untilAsserted(() -> assertThat(server.exchange(Contract.post("whole")).text()).isEqualTo("whole"));
		}
	}

}
