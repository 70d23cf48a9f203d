package io.github.wsgi4j.container;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * What a connection tells of its pace. A server that requests one block after the other
 * needs none of this; Reactor Netty requests far ahead of what it has sent.
 */
interface Wire {

	/** A connection that takes what it requests. */
	Wire DIRECT = new Wire() {

		@Override
		public Executor executor() {
			return this::execute;
		}

		@Override
		public void execute(Runnable task) {
			task.run();
		}

		@Override
		public boolean isHere() {
			return false;
		}

		@Override
		public boolean isWritable() {
			return true;
		}

		@Override
		public void open(Runnable whenWritable) {
		}

		@Override
		public void reset() {
		}

		@Override
		public void close() {
		}

	};

	/**
	 * The connection behind a response.
	 */
	static Wire of(ServerHttpResponse response) {
		HttpServerResponse reactor = NativeResponse.reactor(response);
		return (reactor != null) ? NettyWire.of(reactor) : DIRECT;
	}

	/**
	 * What blocks are written on: an event loop, where the server has one.
	 */
	Executor executor();

	/**
	 * Runs a task where blocks are written: at once if that is here.
	 */
	void execute(Runnable task);

	/**
	 * Whether this is the thread that blocks are written on.
	 */
	boolean isHere();

	/**
	 * Whether what was written before is on its way, but for a little.
	 */
	boolean isWritable();

	/**
	 * Calls back each time that the connection has become writable again.
	 */
	void open(Runnable whenWritable);

	/**
	 * Has the connection end with a reset, where a mere end would look like the end of
	 * the body.
	 */
	void reset();

	/**
	 * Ends the calls.
	 */
	void close();

}
