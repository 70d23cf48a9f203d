package io.github.wsgi4j.container.contract.http1;

import io.github.wsgi4j.container.Buffering;

class TomcatStreamContractTests extends ServletSuite {

	TomcatStreamContractTests() {
		super("TomcatWebServer",
				"org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration,"
						+ "org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration",
				Buffering.STREAM);
	}

}
