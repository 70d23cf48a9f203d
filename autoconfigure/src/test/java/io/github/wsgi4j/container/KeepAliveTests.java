package io.github.wsgi4j.container;

import java.util.List;

import io.github.wsgi4j.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class KeepAliveTests {

	private static final int REQUESTS = 1000;

	@Test
	void aConnectionGoesOnWhenRequestsForTheApplicationAndForSpringTakeTurns() {
		try (WsgiServer server = new WsgiServer("wsgi.path=/site"); RawClient client = server.connect()) {
			server.serve((environ, start) -> {
				start.call("200 OK", List.of());
				return Body.text("site");
			});
			for (int i = 0; i < REQUESTS; i++) {
				assertThat(status(client, "/site")).as("request %d for the application", i).isEqualTo(200);
				assertThat(status(client, "/elsewhere")).as("request %d for Spring", i).isEqualTo(404);
			}
		}
	}

	private static int status(RawClient client, String target) {
		return client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readResponse().status();
	}

}
