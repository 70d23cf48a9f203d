package io.github.wsgi4j.container.contract.http1;

import io.github.wsgi4j.container.Buffering;

/**
 * Jetty comes before Reactor Netty where both are there.
 */
class JettyFullContractTests extends ServletSuite {

	JettyFullContractTests() {
		super("JettyWebServer",
				"org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
				Buffering.FULL);
	}

}
