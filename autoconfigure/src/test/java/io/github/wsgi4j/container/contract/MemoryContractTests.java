package io.github.wsgi4j.container.contract;

import org.junit.jupiter.api.Nested;

/**
 * The client for tests that need no server.
 */
class MemoryContractTests extends InterfaceSuite {

	MemoryContractTests() {
		super(MemorySubject::new);
	}

	@Nested
	class Exact extends ExactContract {

		Exact() {
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
