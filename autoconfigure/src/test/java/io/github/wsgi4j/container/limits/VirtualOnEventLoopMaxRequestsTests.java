package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class VirtualOnEventLoopMaxRequestsTests extends MaxRequestsContract {

	VirtualOnEventLoopMaxRequestsTests() {
		super(ExecutionMode.VIRTUAL_ON_EVENT_LOOP);
	}

}
