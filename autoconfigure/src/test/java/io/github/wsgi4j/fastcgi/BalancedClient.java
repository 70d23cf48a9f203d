package io.github.wsgi4j.fastcgi;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;

/**
 * A client that asks instances in turn, as a balancer does: one that refuses a connection
 * is passed over, a safe request that gets no answer is sent to the next, and one that is
 * not safe is sent once, and to no instance that is about to stop.
 */
final class BalancedClient implements AutoCloseable {

	private final List<InetSocketAddress> instances;

	private final Set<InetSocketAddress> stopping;

	private final Map<InetSocketAddress, RawClient> kept = new HashMap<>();

	private int turn;

	BalancedClient(List<InetSocketAddress> instances, Set<InetSocketAddress> stopping) {
		this.instances = instances;
		this.stopping = stopping;
	}

	RawResponse get(String target) {
		return send("GET " + target + " HTTP/1.1\r\nHost: site\r\n\r\n", true);
	}

	RawResponse post(String target, String body) {
		return send(
				"POST " + target + " HTTP/1.1\r\nHost: site\r\nContent-Length: " + body.length() + "\r\n\r\n" + body,
				false);
	}

	private RawResponse send(String request, boolean safe) {
		RuntimeException failure = new IllegalStateException("There is no instance");
		for (int tries = 0; tries < 2 * this.instances.size(); tries++) {
			InetSocketAddress instance = this.instances.get(this.turn++ % this.instances.size());
			if (!safe && this.stopping.contains(instance)) {
				continue;
			}
			boolean sent = false;
			try {
				RawClient connection = connect(instance, safe);
				sent = true;
				return answer(instance, connection, request, safe);
			}
			catch (UncheckedIOException ex) {
				failure = ex;
			}
			if (sent && !safe) {
				break;
			}
		}
		throw failure;
	}

	// A connection that was used before may be closed just now.
	private RawClient connect(InetSocketAddress instance, boolean safe) {
		RawClient connection = safe ? this.kept.remove(instance) : null;
		return (connection != null) ? connection : new RawClient(instance, -1);
	}

	private RawResponse answer(InetSocketAddress instance, RawClient connection, String request, boolean safe) {
		RawResponse response = null;
		try {
			response = connection.send(request).readResponse();
			if (!response.complete()) {
				throw new IllegalStateException("A response is cut off: " + response);
			}
			return response;
		}
		finally {
			if (safe && response != null && !"close".equalsIgnoreCase(response.header("Connection"))) {
				this.kept.put(instance, connection);
			}
			else {
				connection.close();
			}
		}
	}

	/**
	 * Returns the instance that was asked last.
	 */
	InetSocketAddress instance() {
		return this.instances.get((this.turn - 1) % this.instances.size());
	}

	@Override
	public void close() {
		this.kept.values().forEach(RawClient::close);
	}

}
