package io.github.wsgi4j.fastcgi;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The servers of an application, and how requests are sent to them.
 *
 * @param name the name of the application
 * @param servers where its servers listen, at least one
 * @param parameters variables that each request gets, which replace its own
 * @param connectTimeout how long a connection may take
 * @param requestTimeout how long a request may take, or zero if there is no limit
 * @param keepConnections whether servers are asked to keep connections
 * @param maxConnections the maximum number of connections to each server
 * @param retryAfter how long a server that cannot be reached is skipped
 * @param maxQueue how many requests may wait for a connection
 */
public record FastCgiSettings(String name, List<FastCgiAddress> servers, Map<String, String> parameters,
		Duration connectTimeout, Duration requestTimeout, boolean keepConnections, int maxConnections,
		Duration retryAfter, int maxQueue) {

	/**
	 * Creates settings.
	 */
	public FastCgiSettings {
		servers = List.copyOf(servers);
		parameters = Map.copyOf(parameters);
	}

}
