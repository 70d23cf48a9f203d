package io.github.wsgi4j.container.server;

import java.util.concurrent.Executor;

import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * The connection of one response, and its pace. A server that requests one block after
 * the other needs none of this, and has the methods as they are here; Reactor Netty
 * requests far ahead of what it has sent.
 */
public interface ServerConnection {

	/** A connection that takes what it requests. */
	ServerConnection DIRECT = new ServerConnection() {
	};

	/**
	 * The connection behind an exchange.
	 */
	static ServerConnection of(NativeExchange exchange) {
		HttpServerResponse reactor = exchange.reactorResponse();
		return (reactor != null) ? NettyConnection.of(reactor, exchange.undecoratedResponse() != null) : DIRECT;
	}

	/**
	 * Commits a response and sends the whole of its body.
	 */
	default Mono<Void> send(ServerHttpResponse response, byte[] body) {
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

	/**
	 * Asks for memory for a body that is to be streamed.
	 * @param wanted the bytes that may wait for the connection if there is enough
	 * @return the bytes that may
	 */
	default int reserve(int wanted) {
		return wanted;
	}

	/**
	 * The executor that blocks are written on: an event loop, where the server has one.
	 */
	default Executor executor() {
		return this::execute;
	}

	/**
	 * Runs a task where blocks are written: at once if that is here.
	 */
	default void execute(Runnable task) {
		task.run();
	}

	/**
	 * Runs a task there behind what is written now.
	 */
	default void executeLater(Runnable task) {
		task.run();
	}

	/**
	 * Whether this is the thread that blocks are written on.
	 */
	default boolean isHere() {
		return false;
	}

	/**
	 * Whether what was written before is on its way, but for a little.
	 */
	default boolean isWritable() {
		return true;
	}

	/**
	 * Calls back each time that the connection has become writable again.
	 */
	default void open(Runnable whenWritable) {
	}

	/**
	 * Has the connection end with a reset from the first block until the body is
	 * complete, since a mere end would look like that of the body.
	 */
	default void resetUnlessComplete() {
	}

	/**
	 * Takes note that the whole body is written.
	 */
	default void complete() {
	}

	/**
	 * Takes note of bytes that are written.
	 */
	default void passed(int count) {
	}

	/**
	 * Whether bytes that were written wait for the client, as far as that is known. May
	 * be asked on any thread.
	 */
	default boolean isBehind() {
		return false;
	}

	/**
	 * Whether all that was flushed is on its way. To be asked where blocks are written.
	 * Unlike the former it is so already when the last write is said to be done.
	 */
	default boolean isFlushed() {
		return true;
	}

	/**
	 * Whether the client has taken nothing of them for some time. To be asked several
	 * times within it, where blocks are written.
	 */
	default boolean isStuck(long nanos) {
		return false;
	}

	/**
	 * Closes at once what was found to be stuck, and drops what waits.
	 */
	default void abort() {
	}

	/**
	 * Ends the calls.
	 */
	default void close() {
	}

}
