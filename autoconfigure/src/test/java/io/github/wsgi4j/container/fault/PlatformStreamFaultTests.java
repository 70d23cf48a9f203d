package io.github.wsgi4j.container.fault;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;

@OnOldestJava
class PlatformStreamFaultTests extends FaultSuite {

	PlatformStreamFaultTests() {
		super(ExecutionMode.PLATFORM, Buffering.STREAM);
	}

}
