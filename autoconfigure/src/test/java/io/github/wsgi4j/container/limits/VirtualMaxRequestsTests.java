package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads come with Java 21")
class VirtualMaxRequestsTests extends MaxRequestsContract {

	VirtualMaxRequestsTests() {
		super(ExecutionMode.VIRTUAL);
	}

}
