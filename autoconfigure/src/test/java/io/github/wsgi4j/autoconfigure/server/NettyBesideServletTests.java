package io.github.wsgi4j.autoconfigure.server;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reactor Netty where the servlet API is on the class path.
 */
@Tag("servlet")
class NettyBesideServletTests {

	@Test
	void customizerOfTheUserDecides() {
		try (TestServer server = TestServer.start(OwnFactoryTests.DecidingForTheUser.class,
				"server.forward-headers-strategy=native")) {
			assertThat(server.get("/", "Forwarded", "host=\"a/b\"").body()).isEqualTo("https");
		}
	}

}
