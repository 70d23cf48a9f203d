package io.github.wsgi4j.container;

class PlatformStreamHttp2FaultsTests extends Http2FaultSuite {

	PlatformStreamHttp2FaultsTests() {
		super(ExecutionMode.PLATFORM, Buffering.STREAM);
	}

}
