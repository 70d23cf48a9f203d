package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.Nested;

/**
 * A body that is gathered is waited for before the application is called, and so before
 * its execution mode matters.
 */
class PlatformFullLimitsTests extends LimitsSuite {

	PlatformFullLimitsTests() {
		super(ExecutionMode.PLATFORM, Buffering.FULL);
	}

	@Nested
	class ReadTimeout extends ReadTimeoutContract {

		ReadTimeout() {
			super(server());
		}

	}

}
