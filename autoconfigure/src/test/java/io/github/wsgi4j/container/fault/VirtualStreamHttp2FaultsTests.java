package io.github.wsgi4j.container.fault;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads need Java 21 or later")
class VirtualStreamHttp2FaultsTests extends Http2FaultSuite {

	VirtualStreamHttp2FaultsTests() {
		super(ExecutionMode.VIRTUAL, Buffering.STREAM);
	}

}
