package io.github.wsgi4j.container;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * An application that computes on a virtual thread, which the loop carries.
 */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class BurningOnVirtualThreadTests extends BurningContract {

	BurningOnVirtualThreadTests() {
		super("virtual-on-event-loop");
	}

}
