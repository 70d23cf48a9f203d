package io.github.wsgi4j.fastcgi.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.fastcgi.FastCgiAddress;
import org.jspecify.annotations.Nullable;

/**
 * The servers of an application, of which the one with the fewest requests is taken. One
 * that could not be reached is left out for a while, unless there is no other. The pool
 * uses them under its own monitor.
 */
final class Servers {

	private final List<Server> all;

	/** In the order in which they are asked, so that equal ones take turns. */
	private final List<Server> inTurn;

	private final long retryNanos;

	/**
	 * Creates servers of which nothing is known.
	 * @param addresses their addresses
	 * @param retryAfter for how long one is left out that could not be reached
	 */
	Servers(List<FastCgiAddress> addresses, Duration retryAfter) {
		this.all = addresses.stream().map(Server::new).toList();
		this.inTurn = new ArrayList<>(this.all);
		this.retryNanos = retryAfter.toNanos();
	}

	/**
	 * Returns the best for a request, or {@code null} if there is none left for it.
	 * @param tried those that do not answer the request
	 */
	@Nullable Server choose(Set<Server> tried) {
		long now = System.nanoTime();
		Server found = null;
		Collections.rotate(this.inTurn, 1);
		for (Server server : this.inTurn) {
			if (!tried.contains(server) && (found == null || isBetter(server, found, now))) {
				found = server;
			}
		}
		if (found != null && !found.isReachable()) {
			// The others wait for what this request finds out.
			found.leaveOut(now + this.retryNanos);
		}
		return found;
	}

	private static boolean isBetter(Server server, Server other, long now) {
		if (server.isLeftOut(now) != other.isLeftOut(now)) {
			return other.isLeftOut(now);
		}
		return server.isLeftOut(now) ? server.outUntil() - other.outUntil() < 0 : server.busy() < other.busy();
	}

	/**
	 * Takes note of a try to connect.
	 * @return whether that is news
	 */
	boolean tried(Server server, boolean reachable) {
		if (!reachable) {
			server.leaveOut(System.nanoTime() + this.retryNanos);
		}
		return server.tried(reachable);
	}

	/**
	 * Returns how many requests have a connection.
	 */
	int busy() {
		return this.all.stream().mapToInt(Server::busy).sum();
	}

	/**
	 * Returns those of which it is not known that they can be reached.
	 */
	List<Server> unknown() {
		return this.all.stream().filter((server) -> !server.isKnown()).toList();
	}

	/**
	 * Returns whether each can be reached, as far as that is known.
	 */
	Map<FastCgiAddress, Boolean> known() {
		Map<FastCgiAddress, Boolean> known = new LinkedHashMap<>();
		this.all.forEach((server) -> known.put(server.address(), server.isKnown()));
		return known;
	}

}
