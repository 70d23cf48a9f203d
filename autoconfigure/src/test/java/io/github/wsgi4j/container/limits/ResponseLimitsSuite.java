package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.Nested;

/**
 * The limits of a response, in one execution mode. How the body of a request is taken is
 * over by then, so one way of it is enough.
 */
@SuppressWarnings("ClassCanBeStatic")
abstract class ResponseLimitsSuite extends LimitsSuite {

	ResponseLimitsSuite(ExecutionMode mode, Buffering buffering) {
		super(mode, buffering);
	}

	@Nested
	class ResponseTimeout extends ResponseTimeoutContract {

		ResponseTimeout() {
			super(server());
		}

	}

	@Nested
	class WriteTimeout extends WriteTimeoutContract {

		WriteTimeout() {
			super(server());
		}

	}

}
