package io.github.wsgi4j.container;

class PlatformFullContractTests extends Http1FullSuite {

	PlatformFullContractTests() {
		super(ExecutionMode.PLATFORM);
	}

}
