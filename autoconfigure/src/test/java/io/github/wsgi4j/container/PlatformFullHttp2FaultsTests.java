package io.github.wsgi4j.container;

class PlatformFullHttp2FaultsTests extends Http2FaultSuite {

	PlatformFullHttp2FaultsTests() {
		super(ExecutionMode.PLATFORM, Buffering.FULL);
	}

}
