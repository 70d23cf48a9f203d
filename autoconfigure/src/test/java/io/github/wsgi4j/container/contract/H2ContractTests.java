package io.github.wsgi4j.container.contract;

import java.nio.file.Path;

import io.github.wsgi4j.container.support.Endpoint;
import io.github.wsgi4j.container.support.SelfSigned;
import org.junit.jupiter.api.io.TempDir;

/**
 * HTTP/2 over TLS.
 */
class H2ContractTests extends NettySuite {

	@TempDir
	private static Path folder;

	H2ContractTests() {
		super(() -> new ReactorSubject(
				Endpoint.h2(new SelfSigned(folder), "wsgi.request.buffering=stream", "wsgi.limits.max-body-size=1MB"),
				"https", false));
	}

}
