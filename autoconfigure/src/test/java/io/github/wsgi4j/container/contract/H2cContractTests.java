package io.github.wsgi4j.container.contract;

import io.github.wsgi4j.container.support.Endpoint;

/**
 * HTTP/2 without TLS, which the client knows beforehand.
 */
class H2cContractTests extends NettySuite {

	H2cContractTests() {
		super(() -> new ReactorSubject(Endpoint.h2c("wsgi.request.buffering=full", "wsgi.limits.max-body-size=1MB"),
				"http", true));
	}

}
