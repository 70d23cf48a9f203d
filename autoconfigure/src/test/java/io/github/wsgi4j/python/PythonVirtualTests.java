package io.github.wsgi4j.python;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads came with Java 21")
class PythonVirtualTests extends PythonSuite {

	PythonVirtualTests() {
		super("wsgi.execution.mode=virtual", "wsgi.execution.applications.twin=virtual", "wsgi.request.buffering=full");
	}

}
