package io.github.wsgi4j.container.server;

import java.io.IOException;

import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of a servlet container that leave too early: nothing of the application has
 * failed.
 */
@Tag("servlet")
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ServletLostClientTests {

	@ParameterizedTest
	@ValueSource(strings = { "tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
			"jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration" })
	void responseThatTheClientDoesNotWantIsNoError(String other, CapturedOutput output) throws IOException {
		GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
		try (WsgiServer server = new WsgiServer("spring.autoconfigure.exclude=" + WsgiServer.SECURITY
				+ ",org.springframework.boot." + other
				+ ",org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration")) {
			server.serve(ContractSupport.answering(body));
			try (RawClient client = server.connect()) {
				client.send(Contract.get("/")).readHead();
				client.readExactly(GeneratedBody.BLOCK_SIZE);
			}
			ContractSupport.await().until(() -> body.closed() == 1);
		}
		assertThat(output).doesNotContain("ERROR", "WARN");
	}

}
