package io.github.wsgi4j.python;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(max = JRE.JAVA_20,
		disabledReason = "PythonShelfTests run in this mode, too, and so many modes need no second run of it")
class PythonPlatformTests extends PythonSuite {

	PythonPlatformTests() {
		super("wsgi.execution.mode=platform", "wsgi.execution.applications.twin=platform",
				"wsgi.request.buffering=full");
	}

}
