package io.github.wsgi4j.container.fault;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;

@OnOldestJava
class PlatformFullHttp2FaultsTests extends Http2FaultSuite {

	PlatformFullHttp2FaultsTests() {
		super(ExecutionMode.PLATFORM, Buffering.FULL);
	}

}
