package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wsgi4j.container.ActiveRequest;
import io.github.wsgi4j.container.RequestListener;

/**
 * The requests that have been accepted and not been closed.
 */
final class ActiveRequests implements RequestListener {

	private final Set<ActiveRequest> requests = ConcurrentHashMap.newKeySet();

	@Override
	public void accepted(ActiveRequest request) {
		this.requests.add(request);
	}

	@Override
	public void closed(ActiveRequest request) {
		this.requests.remove(request);
	}

	Collection<ActiveRequest> get() {
		return this.requests;
	}

}
