package io.github.wsgi4j.container;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * The contract with {@code wsgi.execution.mode=event-loop}, but for what an application
 * that waits may expect: it cannot be told of a disconnect while it holds the loop.
 */
class EventLoopContractTests {

	private static WsgiServer running;

	@BeforeAll
	static void start() {
		running = new WsgiServer("wsgi.execution.mode=event-loop", "wsgi.execution.event-loop.demote-after=0",
				"wsgi.request.max-body-size=1MB", "wsgi.environ.deployer.stage=test");
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@Nested
	class Environ extends EnvironContract {

		Environ() {
			super(running);
		}

	}

	@Nested
	class Input extends FullInputContract {

		Input() {
			super(running);
		}

	}

	@Nested
	class Errors extends ErrorsContract {

		Errors() {
			super(running);
		}

	}

	@Nested
	class StartResponse extends StartResponseContract {

		StartResponse() {
			super(running);
		}

	}

	@Nested
	class Write extends WriteContract {

		Write() {
			super(running);
		}

	}

	@Nested
	class Body extends BodyContract {

		Body() {
			super(running);
		}

	}

	@Nested
	class Framing extends FramingContract {

		Framing() {
			super(running);
		}

	}

	@Nested
	class File extends FileContract {

		File() {
			super(running);
		}

	}

	@Nested
	class Failure extends FailureContract {

		Failure() {
			super(running);
		}

	}

	@Nested
	class Close extends CloseContract {

		Close() {
			super(running);
		}

	}

	@Nested
	class BadRequest extends BadRequestContract {

		BadRequest() {
			super(running);
		}

	}

}
