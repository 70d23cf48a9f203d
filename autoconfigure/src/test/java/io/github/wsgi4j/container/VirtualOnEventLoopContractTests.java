package io.github.wsgi4j.container;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * The contract with {@code wsgi.execution.mode=virtual-on-event-loop} and
 * {@code wsgi.request.buffering=stream}.
 */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class VirtualOnEventLoopContractTests {

	private static WsgiServer running;

	@BeforeAll
	static void start() {
		running = new WsgiServer("wsgi.execution.mode=virtual-on-event-loop",
				"wsgi.execution.event-loop.demote-after=0", "wsgi.request.max-body-size=1MB",
				"wsgi.environ.deployer.stage=test");
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
	class Input extends StreamInputContract {

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
	class Disconnect extends DisconnectContract {

		Disconnect() {
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
