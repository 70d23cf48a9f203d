package io.github.wsgi4j.autoconfigure.server;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * The life cycle with {@code wsgi.execution.mode=virtual-on-event-loop}.
 */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class VirtualOnEventLoopLifecycleTests extends EventLoopLifecycle {

	VirtualOnEventLoopLifecycleTests() {
		super("virtual-on-event-loop");
	}

}
