package io.github.wsgi4j.container;

class PlatformStreamContractTests extends Http1StreamSuite {

	PlatformStreamContractTests() {
		super(ExecutionMode.PLATFORM);
	}

}
