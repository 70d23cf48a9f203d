package io.github.wsgi4j.container;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads need Java 21 or later")
class VirtualStreamHttp2FaultsTests extends Http2FaultSuite {

	VirtualStreamHttp2FaultsTests() {
		super(ExecutionMode.VIRTUAL, Buffering.STREAM);
	}

}
