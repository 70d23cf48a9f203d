package io.github.wsgi4j.container;

import org.junit.jupiter.api.Nested;

class PlatformStreamContractTests extends Http1StreamSuite {

	PlatformStreamContractTests() {
		super(ExecutionMode.PLATFORM);
	}

	@Nested
	class HeadRules extends HeadRulesContract {

		HeadRules() {
			super(subject());
		}

	}

}
