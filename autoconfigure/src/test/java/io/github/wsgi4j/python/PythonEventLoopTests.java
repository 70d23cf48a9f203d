package io.github.wsgi4j.python;

import io.github.wsgi4j.container.contract.ExactContract;
import org.junit.jupiter.api.Nested;

class PythonEventLoopTests extends PythonSuite {

	PythonEventLoopTests() {
		super("wsgi.execution.mode=event-loop", "wsgi.execution.applications.twin=event-loop",
				"wsgi.request.buffering=full");
	}

	@Nested
	class Exact extends ExactContract {

		Exact() {
			super(subject());
		}

	}

}
