package io.github.wsgi4j.container.contract.http1;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.container.contract.Http1Subject;
import io.github.wsgi4j.container.support.WsgiServer;
import io.github.wsgi4j.middleware.validation.Violation;

/**
 * A server whose application is in Java.
 */
final class JavaSubject extends Http1Subject {

	private final WsgiServer server;

	JavaSubject(WsgiServer server, boolean carriesReason, boolean gathersBodies) {
		super(server.port(), carriesReason, gathersBodies);
		this.server = server;
	}

	WsgiServer server() {
		return this.server;
	}

	@Override
	public void serve(Application application) {
		this.server.serve(application);
	}

	@Override
	public List<Violation> takeViolations() {
		return this.server.takeViolations();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
