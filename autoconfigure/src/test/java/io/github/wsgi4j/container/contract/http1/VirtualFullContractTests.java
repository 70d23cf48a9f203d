package io.github.wsgi4j.container.contract.http1;

import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads need Java 21 or later")
class VirtualFullContractTests extends Http1FullSuite {

	VirtualFullContractTests() {
		super(ExecutionMode.VIRTUAL);
	}

}
