package io.github.wsgi4j.container;

class EventLoopHttp2FaultsTests extends Http2FaultSuite {

	EventLoopHttp2FaultsTests() {
		super(ExecutionMode.EVENT_LOOP, Buffering.FULL);
	}

}
