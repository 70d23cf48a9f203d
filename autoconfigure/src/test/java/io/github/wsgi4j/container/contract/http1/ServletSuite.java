package io.github.wsgi4j.container.contract.http1;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.contract.ServerSuite;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * What WebFlux promises on a servlet container. Its tests need one on the class path, and
 * the build gives it to these alone.
 */
@Tag("servlet")
abstract class ServletSuite extends ServerSuite {

	private final String server;

	/**
	 * Creates a suite.
	 * @param server the class of the server
	 * @param others the auto-configurations of the servers that are there as well
	 */
	ServletSuite(String server, String others, Buffering buffering) {
		super(() -> new JavaSubject(
				new WsgiServer("wsgi.request.buffering=" + buffering, "wsgi.limits.max-body-size=1MB",
						"spring.autoconfigure.exclude=" + WsgiServer.SECURITY + "," + others),
				false, buffering == Buffering.FULL));
		this.server = server;
	}

	WsgiServer server() {
		return ((JavaSubject) subject()).server();
	}

	@Nested
	class Servlet extends ServletContract {

		Servlet() {
			super(server(), ServletSuite.this.server);
		}

	}

	@Nested
	class Pace extends PaceContract {

		Pace() {
			super(server());
		}

	}

}
