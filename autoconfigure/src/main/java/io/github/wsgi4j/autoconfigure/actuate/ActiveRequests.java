package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wsgi4j.container.RequestListener;
import io.github.wsgi4j.container.RunningRequest;

/**
 * The requests that have been accepted and not been closed.
 */
final class ActiveRequests implements RequestListener {

	private final Set<RunningRequest> requests = ConcurrentHashMap.newKeySet();

	@Override
	public void accepted(RunningRequest request) {
		this.requests.add(request);
	}

	@Override
	public void rejected(RunningRequest request) {
		this.requests.remove(request);
	}

	@Override
	public void closed(RunningRequest request) {
		this.requests.remove(request);
	}

	Collection<RunningRequest> get() {
		return this.requests;
	}

}
