package io.github.wsgi4j.container.contract.http1;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.Nested;

/**
 * Reactor Netty over HTTP/1.1 where it gathers the body of a request before it calls the
 * application.
 */
abstract class Http1FullSuite extends Http1Suite {

	Http1FullSuite(ExecutionMode mode) {
		super(mode, Buffering.FULL);
	}

	@Nested
	class Http1Input extends Http1FullInputContract {

		Http1Input() {
			super(server());
		}

	}

	@Nested
	class Disconnect extends DisconnectContract {

		Disconnect() {
			super(server());
		}

	}

}
