package io.github.wsgi4j.container.contract.http1;

import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.contract.HeadRulesContract;
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
