package io.github.wsgi4j.fastcgi.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.wsgi4j.fastcgi.FastCgiSettings;
import io.github.wsgi4j.fastcgi.FastCgiAddress;
import io.github.wsgi4j.http.gateway.GatewayException;
import io.github.wsgi4j.http.gateway.WaitingRequests;
import io.github.wsgi4j.http.Latin1;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connections to an application's servers, and the requests that wait for one.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails tells its listener
public final class ServerPool implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ServerPool.class);

	private final FastCgiSettings settings;

	private final Transport transport;

	private final Log log;

	private final Map<String, String> parameters = new LinkedHashMap<>();

	private final Servers servers;

	/** The connections that wait for a request, those first that were used last. */
	private final Map<Server, Deque<FastCgiConnection>> idle = new HashMap<>();

	private final WaitingRequests<FastCgiRequest> waiting;

	private boolean closed;

	/**
	 * Creates a pool without connections.
	 * @param settings how the servers are asked
	 * @param loops what the connections run on, of epoll or NIO
	 */
	public ServerPool(FastCgiSettings settings, Supplier<EventLoopGroup> loops) {
		this.settings = settings;
		this.waiting = new WaitingRequests<>(settings.maxQueue());
		this.transport = new Transport(loops, settings.connectTimeout());
		this.log = LogFactory.getLog("wsgi.fastcgi." + settings.name());
		settings.parameters().forEach((name, value) -> this.parameters.put(Latin1.encode(name), Latin1.encode(value)));
		this.servers = new Servers(settings.servers(), settings.retryAfter());
	}

	Log log() {
		return this.log;
	}

	/**
	 * Variables that each request gets, of characters up to U+00FF.
	 */
	Map<String, String> parameters() {
		return this.parameters;
	}

	/**
	 * Runs a task when a request that begins now has taken too long.
	 * @return cancels it, or {@code null} if a request may take for ever
	 */
	@Nullable Future<?> timeout(Runnable task) {
		long millis = this.settings.requestTimeout().toMillis();
		return (millis > 0) ? this.transport.loop().schedule(task, millis, TimeUnit.MILLISECONDS) : null;
	}

	/**
	 * Runs a request on a server as soon as there is one, unless too many wait.
	 */
	void acquire(FastCgiRequest request) {
		acquire(request, false);
	}

	private void acquire(FastCgiRequest request, boolean again) {
		Server server;
		FastCgiConnection idle = null;
		GatewayException failure = null;
		boolean fresh = request.isCautious();
		synchronized (this) {
			server = this.closed ? null : this.servers.choose(request.tried().keySet());
			if (server == null) {
				failure = unserved(request);
			}
			else if (server.busy() < this.settings.maxConnections()) {
				server.changeBusy(1);
				idle = takeIdle(server);
				if (idle == null || fresh) {
					server.changeUnanswered(1);
				}
			}
			else if (!again && this.waiting.isFull()) {
				failure = new GatewayException(503,
						"Too many requests wait for the application '" + this.settings.name() + "'");
			}
			else {
				if (request.isWanted()) {
					// Else nobody would take it back.
					this.waiting.add(request);
				}
				return;
			}
		}
		if (server == null || failure != null) {
			request.end(failure);
		}
		else {
			start(request, server, idle, fresh);
		}
	}

	// The last reason is as good as any other.
	private GatewayException unserved(FastCgiRequest request) {
		GatewayException failure = new GatewayException(503,
				"The application '" + this.settings.name() + "' is closed");
		for (GatewayException reason : request.tried().values()) {
			failure = reason;
		}
		return failure;
	}

	private void start(FastCgiRequest request, Server server, @Nullable FastCgiConnection idle, boolean fresh) {
		if (idle != null && !fresh) {
			idle.start(request);
			return;
		}
		if (idle != null) {
			// A server of few processes may need the one that it has for this connection.
			idle.close();
		}
		open(server, request);
	}

	// One of the current event loop is the best. Netty may have forgotten to close one
	// of a loop that has ended.
	private @Nullable FastCgiConnection takeIdle(Server server) {
		Deque<FastCgiConnection> idle = idle(server);
		idle.removeIf((connection) -> connection.loop().isShuttingDown());
		for (Iterator<FastCgiConnection> all = idle.iterator(); all.hasNext();) {
			FastCgiConnection connection = all.next();
			if (connection.loop().inEventLoop()) {
				all.remove();
				return connection;
			}
		}
		return idle.poll();
	}

	private Deque<FastCgiConnection> idle(Server server) {
		return this.idle.computeIfAbsent(server, (key) -> new ArrayDeque<>());
	}

	private void open(Server server, FastCgiRequest request) {
		EventLoop loop = this.transport.loop();
		AtomicReference<@Nullable FastCgiConnection> made = new AtomicReference<>();
		this.transport.connect(loop, server.address(), (channel) -> {
			FastCgiConnection connection = new FastCgiConnection(this, server, channel);
			made.set(connection);
			return connection;
		}).addListener((ChannelFuture connected) -> {
			// The pipeline of one that is closed already has it no more.
			FastCgiConnection connection = made.get();
			if (connected.isSuccess() && connection != null) {
				reached(server);
				connection.start(request);
			}
			else {
				unreachable(server, request, connected.cause());
			}
		});
	}

	/**
	 * Takes note that a connection was made.
	 */
	void reached(Server server) {
		boolean news;
		synchronized (this) {
			news = this.servers.tried(server, true);
		}
		if (news) {
			logger.info("The FastCGI server " + server.address() + " of the application '" + this.settings.name()
					+ "' can be reached again");
		}
	}

	private void unreachable(Server server, FastCgiRequest request, Throwable cause) {
		noteUnreachable(server, cause);
		giveUp(server, request,
				new GatewayException(503, "The server " + server.address() + " cannot be reached: " + cause));
		synchronized (this) {
			server.changeUnanswered(-1);
		}
		closed(server, request);
	}

	private void noteUnreachable(Server server, Throwable cause) {
		boolean news;
		synchronized (this) {
			news = this.servers.tried(server, false);
		}
		if (news) {
			logger.warn("The FastCGI server " + server.address() + " of the application '" + this.settings.name()
					+ "' cannot be reached, and is skipped for " + this.settings.retryAfter().toMillis() + " ms: "
					+ cause);
		}
	}

	/**
	 * Takes note that a server does not answer a request, which may go to another one.
	 */
	synchronized void giveUp(Server server, FastCgiRequest request, GatewayException reason) {
		request.tried().put(server, reason);
	}

	/**
	 * Takes note that the server has accepted a connection, or never will.
	 */
	synchronized void answered(Server server) {
		server.changeUnanswered(-1);
	}

	synchronized boolean asksToKeep(Server server) {
		return this.settings.keepConnections() && server.keeps(System.nanoTime());
	}

	/**
	 * Takes note that the server has closed a connection after its first request.
	 */
	synchronized void notKept(Server server) {
		server.noteKept(false, System.nanoTime());
	}

	synchronized boolean removeIdle(FastCgiConnection connection) {
		return idle(connection.server()).remove(connection);
	}

	/**
	 * Takes a connection back whose request is over.
	 * @param reusable whether it can have another one
	 */
	void released(FastCgiConnection connection, boolean reusable) {
		Server server = connection.server();
		FastCgiRequest next;
		boolean keep;
		synchronized (this) {
			if (connection.isReused()) {
				server.noteKept(true, System.nanoTime());
			}
			next = nextWaiting(server);
			if (next == null) {
				server.changeBusy(-1);
			}
			keep = reusable && !this.closed && ((next != null) ? !next.isCautious() : server.hasRoomForIdle());
			if (keep && next == null) {
				idle(server).addFirst(connection);
			}
			if (!keep && next != null) {
				server.changeUnanswered(1);
			}
		}
		if (keep && next == null) {
			connection.idle();
		}
		else if (next != null) {
			start(next, server, connection, !keep);
		}
		else {
			connection.close();
		}
	}

	/**
	 * Takes note that a connection is closed, or that there is none.
	 * @param request its request, if that is still to be answered
	 */
	void closed(Server server, @Nullable FastCgiRequest request) {
		FastCgiRequest next;
		synchronized (this) {
			server.changeBusy(-1);
			next = nextWaiting(server);
		}
		if (request != null && request.isWanted()) {
			acquire(request, true);
		}
		if (next != null) {
			acquire(next, true);
		}
	}

	private @Nullable FastCgiRequest nextWaiting(Server server) {
		return this.waiting.next(Thread.currentThread()::equals, (request) -> !request.tried().containsKey(server));
	}

	/**
	 * Takes a request back that waits for a connection.
	 */
	synchronized void cancel(FastCgiRequest request) {
		this.waiting.remove(request);
	}

	/**
	 * Returns how many requests have a connection.
	 */
	public synchronized int active() {
		return this.servers.busy();
	}

	/**
	 * Returns how many requests wait for a connection.
	 */
	public synchronized int waiting() {
		return this.waiting.size();
	}

	/**
	 * Returns whether each server could be reached at its last try. Those that could not,
	 * or were never tried, are tried now. While another can be reached, nobody waits for
	 * one that could not: its machine may be gone, and a probe has less time than a try.
	 */
	public Map<FastCgiAddress, Boolean> check() {
		List<Server> unknown;
		List<Server> awaited;
		synchronized (this) {
			unknown = this.servers.unknown();
			awaited = this.servers.known().containsValue(true) ? unknown.stream().filter(Server::isReachable).toList()
					: unknown;
		}
		List<CompletableFuture<Void>> tries = new ArrayList<>();
		for (Server server : unknown) {
			CompletableFuture<Void> done = new CompletableFuture<>();
			if (awaited.contains(server)) {
				tries.add(done);
			}
			this.transport
				.connect(this.transport.loop(), server.address(), (channel) -> new ChannelInboundHandlerAdapter())
				.addListener((ChannelFuture connected) -> {
					if (connected.isSuccess()) {
						reached(server);
						connected.channel().close();
					}
					else {
						noteUnreachable(server, connected.cause());
					}
					done.complete(null);
				});
		}
		CompletableFuture.allOf(tries.toArray(CompletableFuture[]::new))
			.completeOnTimeout(null, 2 * this.settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
			.join();
		synchronized (this) {
			return this.servers.known();
		}
	}

	/**
	 * Refuses what waits, and what follows.
	 */
	@Override
	public void close() {
		List<FastCgiRequest> refused;
		List<FastCgiConnection> idle = new ArrayList<>();
		synchronized (this) {
			this.closed = true;
			refused = this.waiting.clear();
			this.idle.values().forEach(idle::addAll);
			this.idle.clear();
		}
		idle.forEach(FastCgiConnection::close);
		refused.forEach(this::acquire);
		this.transport.close();
	}

}
