package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.Nested;

/**
 * All limits of time, in one execution mode whose thread waits for the body of a request.
 */
@SuppressWarnings("ClassCanBeStatic")
abstract class StreamLimitsSuite extends ResponseLimitsSuite {

	StreamLimitsSuite(ExecutionMode mode) {
		super(mode, Buffering.STREAM);
	}

	@Nested
	class ReadTimeout extends ReadTimeoutContract {

		ReadTimeout() {
			super(server());
		}

	}

}
