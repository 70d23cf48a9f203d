package io.github.wsgi4j.container.contract.http1;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.Nested;

/**
 * Without what an application that waits may expect: it cannot be told of a disconnect
 * while it holds the loop.
 */
class EventLoopContractTests extends Http1Suite {

	EventLoopContractTests() {
		super(ExecutionMode.EVENT_LOOP, Buffering.FULL);
	}

	@Nested
	class Http1Input extends Http1FullInputContract {

		Http1Input() {
			super(server());
		}

	}

}
