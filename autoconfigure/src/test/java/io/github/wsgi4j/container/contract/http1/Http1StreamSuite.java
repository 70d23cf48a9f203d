package io.github.wsgi4j.container.contract.http1;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import org.junit.jupiter.api.Nested;

/**
 * Reactor Netty over HTTP/1.1 where it calls the application while the body of a request
 * arrives.
 */
abstract class Http1StreamSuite extends Http1Suite {

	Http1StreamSuite(ExecutionMode mode) {
		super(mode, Buffering.STREAM);
	}

	@Nested
	class Http1Input extends Http1StreamInputContract {

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
