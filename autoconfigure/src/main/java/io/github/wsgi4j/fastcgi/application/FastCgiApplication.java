package io.github.wsgi4j.fastcgi.application;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.fastcgi.FastCgiAddress;
import io.github.wsgi4j.fastcgi.FastCgiSettings;
import io.github.wsgi4j.fastcgi.client.FastCgiRequest;
import io.github.wsgi4j.fastcgi.client.ServerPool;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.EventLoopGroup;

/**
 * An application that is answered by FastCGI servers, which somebody else runs. A call
 * does not wait: the body of the response is a publisher's, and start_response is called
 * as late as its first block.
 */
public final class FastCgiApplication implements Application, AutoCloseable {

	private static final List<Header> PLAIN = List.of(Header.of("Content-Type", "text/plain"));

	private final ServerPool pool;

	private final Executor threads;

	private final ObservationRegistry observations;

	private final Application answering;

	/**
	 * Creates an application that has no connections yet.
	 * @param settings the servers, and how they are asked
	 * @param loops what the connections run on, of epoll or NIO; those of the HTTP
	 * server, if it has any. Asked for with each new connection.
	 * @param threads runs each task on a thread of its own, where it may wait for a body
	 * that is streamed
	 * @param around what is between the application and the servers
	 * @param observations has the observation that a call logs in
	 */
	public FastCgiApplication(FastCgiSettings settings, Supplier<EventLoopGroup> loops, Executor threads,
			Middleware around, ObservationRegistry observations) {
		this.pool = new ServerPool(settings, loops);
		this.threads = threads;
		this.observations = observations;
		this.answering = around.wrap(this::ask);
	}

	/**
	 * Returns how many requests have a connection to a server.
	 * @return the connections
	 */
	public int activeConnections() {
		return this.pool.active();
	}

	/**
	 * Returns how many requests wait for a connection.
	 * @return the requests
	 */
	public int waiting() {
		return this.pool.waiting();
	}

	/**
	 * Returns which servers could be reached at the last try. It tries those that could
	 * not, or were never tried, and waits for them.
	 * @return the servers, each with whether it can be reached
	 */
	public Map<FastCgiAddress, Boolean> check() {
		return this.pool.check();
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		if (hasNul(environ, Environ.SCRIPT_NAME) || hasNul(environ, Environ.PATH_INFO)) {
			startResponse.call("400 Bad Request", PLAIN);
			return Body.text("The path contains a NUL character.\n");
		}
		return this.answering.call(environ, startResponse);
	}

	// A server in C takes what is before it for the whole path, which is another one than
	// that which was looked at here. RFC 3875, section 4.1.5, lets us refuse it.
	private static boolean hasNul(Map<String, Object> environ, String variable) {
		return environ.get(variable) instanceof String path && path.indexOf('\0') >= 0;
	}

	private Iterable<byte[]> ask(Map<String, Object> environ, StartResponse startResponse) throws IOException {
		Observation current = this.observations.getCurrentObservation();
		FastCgiRequest request = FastCgiRequest.of(this.pool, environ, this.threads,
				(current != null) ? current::scoped : null);
		return Body.startLate(Body.from(request), () -> request.start(startResponse));
	}

	/**
	 * Closes the connections that have no request, and refuses what waits.
	 */
	@Override
	public void close() {
		this.pool.close();
	}

}
