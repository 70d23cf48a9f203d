package io.github.wsgi4j.python;

import io.github.wsgi4j.container.contract.EnvironContract;
import io.github.wsgi4j.container.contract.HeadRulesContract;
import org.junit.jupiter.api.Nested;

/**
 * With what crosses to Python and is refused there in the same way in all modes.
 */
class PythonPlatformStreamTests extends PythonSuite {

	PythonPlatformStreamTests() {
		super("wsgi.execution.mode=platform", "wsgi.execution.applications.twin=platform",
				"wsgi.request.buffering=stream");
	}

	@Nested
	class Environ extends EnvironContract {

		Environ() {
			super(subject());
		}

	}

	@Nested
	class HeadRules extends HeadRulesContract {

		HeadRules() {
			super(subject());
		}

	}

}
