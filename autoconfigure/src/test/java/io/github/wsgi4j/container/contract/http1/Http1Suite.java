package io.github.wsgi4j.container.contract.http1;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.badinput.BadRequestContract;
import io.github.wsgi4j.container.contract.NettySuite;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Nested;

/**
 * What Reactor Netty promises over HTTP/1.1, in one execution mode and with one way to
 * take the body of a request.
 */
abstract class Http1Suite extends NettySuite {

	Http1Suite(ExecutionMode mode, Buffering buffering) {
		super(() -> new JavaSubject(new WsgiServer("wsgi.execution.mode=" + mode, "wsgi.request.buffering=" + buffering,
				"wsgi.execution.event-loop.demote-after=0", "wsgi.limits.max-body-size=1MB",
				"wsgi.environ.deployer.stage=test"), true, buffering == Buffering.FULL));
	}

	WsgiServer server() {
		return ((JavaSubject) subject()).server();
	}

	@Nested
	class Http1Environ extends Http1EnvironContract {

		Http1Environ() {
			super(server());
		}

	}

	@Nested
	class Http1Body extends Http1BodyContract {

		Http1Body() {
			super(server());
		}

	}

	@Nested
	class Pace extends PaceContract {

		Pace() {
			super(server());
		}

	}

	@Nested
	class Http1Framing extends Http1FramingContract {

		Http1Framing() {
			super(server());
		}

	}

	@Nested
	class Http1File extends Http1FileContract {

		Http1File() {
			super(server());
		}

	}

	@Nested
	class Http1Failure extends Http1FailureContract {

		Http1Failure() {
			super(server());
		}

	}

	@Nested
	class BadRequest extends BadRequestContract {

		BadRequest() {
			super(server());
		}

	}

}
