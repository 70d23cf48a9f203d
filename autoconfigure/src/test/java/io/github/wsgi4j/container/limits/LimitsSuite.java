package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * A server with limits of time, in one execution mode and with one way to take the body
 * of a request.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LimitsSuite {

	/** Longer than each of the limits. */
	static final int TOO_LONG_MILLIS = 1100;

	private final String mode;

	private final Buffering buffering;

	private WsgiServer server;

	LimitsSuite(ExecutionMode mode, Buffering buffering) {
		this.mode = mode.name();
		this.buffering = buffering;
	}

	@BeforeAll
	void start() {
		this.server = new WsgiServer("wsgi.execution.mode=" + this.mode, "wsgi.request.buffering=" + this.buffering,
				"wsgi.execution.event-loop.demote-after=0", "wsgi.limits.response-timeout=600ms",
				"wsgi.limits.read-timeout=500ms", "wsgi.limits.write-timeout=600ms");
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	WsgiServer server() {
		return this.server;
	}

}
