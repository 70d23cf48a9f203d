package io.github.wsgi4j.container.fault;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class VirtualOnEventLoopFaultTests extends FaultSuite {

	VirtualOnEventLoopFaultTests() {
		super(ExecutionMode.VIRTUAL_ON_EVENT_LOOP, Buffering.STREAM);
	}

}
