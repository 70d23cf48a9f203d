package io.github.wsgi4j.container.contract.http1;

import io.github.wsgi4j.container.ExecutionMode;

class PlatformFullContractTests extends Http1FullSuite {

	PlatformFullContractTests() {
		super(ExecutionMode.PLATFORM);
	}

}
